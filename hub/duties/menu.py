"""The inbox in the main navigation: it comes first, for everybody."""

from django.utils.translation import gettext_lazy as _

from hub.kernel.menu import menu_item

menu_item("home", _("Inbox"), "inbox", "approvals:", 0, lambda person: True)
