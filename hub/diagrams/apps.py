from django.apps import AppConfig


class DiagramsConfig(AppConfig):
    """No models, one management command."""

    name = "hub.diagrams"
    label = "diagrams"
