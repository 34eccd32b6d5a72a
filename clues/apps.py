from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _


class CluesConfig(AppConfig):
    name = "clues"
    verbose_name = _("Clues")

    def ready(self) -> None:
        for purpose in ("clues.purposes.clues.ROUTING", "clues.purposes.letters.RETURN"):
            import_string(purpose)  # approvals learn what they may be about
        import_string("clues.actions.recusing.look_for_recused")  # told when somebody may be recused
