from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Approvals learn from these what they may be about, and motions what follows from them.
PURPOSES = ("routing", "disposal", "merging", "timing", "closing", "transfers", "letters")
# What follows from something that rooms below say has happened (hub.kernel.hooks).
FOLLOWING = ("recusing", "related", "reports")


class CluesConfig(AppConfig):
    name = "clues"
    verbose_name = _("Clues")

    def ready(self) -> None:
        import_module("clues.menu")
        import_module("clues.steps")
        for capability in PURPOSES:
            import_module(f"clues.purposes.{capability}")
        for capability in FOLLOWING:
            import_module(f"clues.actions.{capability}")
