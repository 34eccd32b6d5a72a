from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# What a capability declares is found by the names of its files.
DECLARING = ("menu", "kinds", "purposes", "actions", "steps", "tasks")


class CluesConfig(AppConfig):
    name = "clues"
    verbose_name = _("Clues")

    def ready(self) -> None:
        rooms = [f"clues.{each.name}" for each in iter_modules([self.path]) if each.ispkg]
        for room in rooms:
            for name in DECLARING:
                if find_spec(f"{room}.{name}"):
                    import_module(f"{room}.{name}")
