"""`manage.py load_units FILE`: units from a workbook or a text file with columns."""

from __future__ import annotations

from accounts.loading.command import LoadCommand
from accounts.terms import LoadKind


class Command(LoadCommand):
    help = (
        "Load units from a file. Rows that cannot be taken over are listed with line "
        "and reason; what is there already is known and not added again."
    )
    kind = LoadKind.UNITS
