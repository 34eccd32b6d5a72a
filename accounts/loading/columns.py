"""The columns of the two kinds of file; the headings people give them are in the tables beside this file."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from hub.tables.columns import Columns

UNITS = Columns(
    names={
        "code": _("code"),
        "kind": _("kind"),
        "name": _("name"),
        "name_en": _("name in English"),
        "parent": _("code of the unit it is part of"),
        "supervised_by": _("code of the unit that supervises it"),
        "territory": _("territory"),
        "from_on": _("first day"),
        "to_on": _("last day"),
    },
    headings=Path(__file__).with_name("units.csv"),
    required=("code", "kind", "name"),
    telling="code",
)
PEOPLE = Columns(
    names={
        "username": _("user name"),
        "display_name": _("name of the person"),
        "language": _("language"),
        "scheme": _("kind of own identifier"),
        "number": _("number of own identifier"),
        "unit": _("code of the unit"),
        "role": _("role"),
        "from_on": _("first day"),
        "to_on": _("last day"),
        "branch": _("Party branch"),
        "former_unit": _("former unit"),
        "former_from": _("first day in the former unit"),
        "former_to": _("last day in the former unit"),
    },
    headings=Path(__file__).with_name("people.csv"),
    required=("username",),
    telling="username",
)
