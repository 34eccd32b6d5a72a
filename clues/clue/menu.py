"""A clue in the main navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.menu import sees_matters
from hub.kernel.menu import menu_item

CLUES = menu_item("clues:clue-list", _("Clues"), "folder", "clues:clue", 20, sees_matters)
