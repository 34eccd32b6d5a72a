from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RulesConfig(AppConfig):
    name = "hub.rules"
    label = "rules"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Rules")
