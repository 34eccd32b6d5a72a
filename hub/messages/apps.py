from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """Message catalogues: no models, one management command."""

    name = "hub.messages"
    label = "hub_messages"  # "messages" is Django's own
