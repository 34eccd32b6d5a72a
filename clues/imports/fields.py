"""The fields of a letter that a file can fill, in words: for pages, messages and the command line."""

from __future__ import annotations

from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hub.tables.columns import Columns

FIELD_NAMES: dict[str, str | Promise] = {
    "external_number": _("number at the source"),
    "title": _("title"),
    "text": _("text"),
    "received_on": _("received on"),
    "source": _("source"),
    "signing": _("signed"),
    "category": _("category"),
    "classification": _("classification"),
    "reporter_name": _("name of the reporter"),
    "reporter_contact": _("way to reach the reporter"),
    "subject_name": _("name of the subject"),
    "subject_unit": _("unit of the subject"),
    "subject_post": _("post of the subject"),
    "subject_identity": _("identity number of the subject"),
    "somebody_else": _("checked: about somebody else"),
}


LETTERS = Columns(
    names=FIELD_NAMES,
    headings=Path(__file__).with_name("headings.csv"),
    required=("text", "received_on"),
    telling="text",
)
