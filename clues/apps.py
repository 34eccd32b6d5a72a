from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

# Approvals learn from these what they may be about, and motions what follows from them.
PURPOSES = ("routing", "disposal", "merging", "timing", "closing", "transfers", "letters")


class CluesConfig(AppConfig):
    name = "clues"
    verbose_name = _("Clues")

    def ready(self) -> None:
        for capability in PURPOSES:
            import_module(f"clues.purposes.{capability}")
        import_string("clues.actions.recusing.look_for_recused")  # told when somebody may be recused
