"""Matters kept in a compartment of their own: what can happen, how it is told, what waits for somebody."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.access.purposes import grant_purposes


@grant_purposes
class For(models.TextChoices):
    APART = "letter.own_staff", _("kept apart: about the commission's own people")
