from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "hub.events"
    label = "events"
    verbose_name = _("Ledger and notices")

    def ready(self) -> None:
        import_string("hub.events.access.record_access")  # the ledger learns what is opened and closed
