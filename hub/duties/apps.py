from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DutiesConfig(AppConfig):
    name = "hub.duties"
    label = "duties"
    verbose_name = _("Duties")

    def ready(self) -> None:
        import_module("hub.duties.menu")
