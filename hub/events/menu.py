"""Notices in the main navigation: they come last, for everybody."""

from django.utils.translation import gettext_lazy as _

from hub.kernel.menu import menu_item

menu_item("events:notice-list", _("Notices"), "bell", "events:", 100, lambda person: True)
