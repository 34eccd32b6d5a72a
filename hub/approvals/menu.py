"""Chains in the main navigation, for those who administer."""

from django.utils.translation import gettext_lazy as _

from accounts.terms import Role
from hub.kernel.menu import menu_item

menu_item(
    "chains:list",
    _("Chains"),
    "arrows-right-left",
    "chains:",
    60,
    lambda person: person.holds(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN),
)
