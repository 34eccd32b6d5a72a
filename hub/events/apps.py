from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "hub.events"
    label = "events"
    verbose_name = _("Ledger and notices")

    def ready(self) -> None:
        import_module("hub.events.menu")
        import_module("hub.events.access")  # the ledger learns what is opened and closed
