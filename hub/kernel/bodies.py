"""What is sent to the hub is held in memory, up to a size, and never lies open in a temporary folder.

Django writes the body of a larger request, and larger files of a form, to temporary files in clear text.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from io import BytesIO
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.core.handlers.asgi import ASGIHandler


class InMemory(MemoryFileUploadHandler):
    """The files of a form. The body around them was measured and is in memory already, so they may be too."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        self.activated = True


class BoundedHandler(ASGIHandler):
    """Django's own handler, for bodies of at most `FILE_UPLOAD_MAX_MEMORY_SIZE` bytes.

    A larger one is taken in and thrown away; whoever then reads it gets RequestDataTooBig.
    """

    async def read_body(self, receive: Callable[[], Awaitable[Mapping[str, Any]]]) -> IO[bytes]:
        largest, taken = settings.FILE_UPLOAD_MAX_MEMORY_SIZE, 0

        async def bounded() -> Mapping[str, Any]:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            return message if taken <= largest else {**message, "body": b""}

        body: IO[bytes] = await super().read_body(bounded)
        if taken <= largest:
            return body
        body.close()
        return _TooLarge()


class _TooLarge(BytesIO):
    def read(self, size: int | None = -1, /) -> bytes:
        raise RequestDataTooBig
