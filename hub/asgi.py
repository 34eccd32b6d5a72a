"""HTTP to Django, the live socket to Channels."""

import os

import django
from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import OriginValidator
from django.conf import settings
from django.urls import path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
django.setup(set_prefix=False)

from hub.events.live import LiveConsumer  # noqa: E402 -- models exist only after set-up
from hub.kernel.bodies import BoundedHandler  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": BoundedHandler(),
        # Named hosts only: the validator made for ALLOWED_HOSTS lets everybody in when that is "*".
        "websocket": OriginValidator(
            AuthMiddlewareStack(URLRouter([path("live/", LiveConsumer.as_asgi())])),
            [host for host in settings.ALLOWED_HOSTS if host != "*"],
        ),
    }
)
