"""The read log as a list: one's own, of a matter, or of everything."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from hub.access.looks import LookLine
from hub.access.models import What
from hub.lists.columns import NUMBER, SECOND, Column, day, link_to, muted, named, together
from hub.lists.pages import Nothing

NO_LOOKS = Nothing(_("No looks"), _("Nothing in the read log meets these conditions."), "eye")


def _matter(line: LookLine) -> Any:
    if line.url:
        return link_to(line.url, line.number)
    return line.number or muted(_("no longer visible to you"))


def _what(line: LookLine) -> Any:
    what = line.look.get_what_display()
    has_part = line.look.part_id and line.look.what == What.FILE
    return together(what, muted(line.look.part_id)) if has_part else what


def _holder(line: LookLine) -> Any:
    return line.holder or (_("in person") if line.look.purpose else "")


def _through(line: LookLine) -> Any:
    return together(_holder(line), muted(line.words))


def _through_coded(line: LookLine) -> Any:
    return together(_holder(line), muted(line.coded))


_AT = day(_("At"), "look.at", to=SECOND)
_WHO = Column(_("Who"), lambda line: named(line.look.person))
_SEEN = (Column(_("Matter"), _matter, NUMBER), Column(_("What"), _what))

# Of LookLine: everybody's; one's own; everybody's without what somebody typed as the purpose.
LOOK_COLUMNS = (_AT, _WHO, *_SEEN, Column(_("Through"), _through))
OWN_LOOK_COLUMNS = (_AT, *_SEEN, Column(_("Through"), _through))
CODED_LOOK_COLUMNS = (_AT, _WHO, *_SEEN, Column(_("Through"), _through_coded))
