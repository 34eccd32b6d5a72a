from django.apps import AppConfig


class ServingConfig(AppConfig):
    name = "hub.serving"
    label = "serving"
