from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RestConfig(AppConfig):
    name = "hub.rest"
    label = "rest"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("REST interface")
