"""Words of the end of a clue and what is owed after it, as choices."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Task(models.TextChoices):
    """What is owed to the person a clue was about, once it has come to nothing."""

    NOTICE = "notice", _("Tell the person")  # 告知被反映人
    CLARIFICATION = "clarification", _("Clarify")  # 澄清
