"""Who may do what about files of letters. A refusal always says why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from clues.imports.models import LetterImport
from clues.letters.policies import may_register_letters
from hub.kernel.verdict import Verdict, deny


def may_run_import(batch: LetterImport, by: Person) -> Verdict:
    """Letters are registered in the name of the sender, and nobody else has looked at the bad rows."""
    if batch.by_id != by.pk:
        return deny("not_sender", _("Only who sent the file does this."))
    return may_register_letters(by)
