"""``Idempotency-Key``: a write that is sent twice happens once, and both get the same answer.

The key is inserted in the same transaction as the action. Of two simultaneous requests the second waits at
the unique index: if the first commits, it gets the first one's answer; if the first is refused, the key was
never used and the second may act. Refusals are therefore not kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import orjson
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from hub.kernel.errors import Invalid
from hub.rest.models import StoredAnswer
from hub.rest.renderers import to_json

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
ACCEPTABLE = re.compile(r"[\x21-\x7e]{1,128}")
KEPT_HEADERS = ("Location", "ETag")
KEPT_FOR = timedelta(hours=24)
# A receipt is a handful of ids. Anything longer is text that must not be kept here.
LARGEST_RECEIPT = 2048


def once(request: Request, answer: Callable[[], Response]) -> Response:
    """Call ``answer`` in a transaction, or repeat what it answered to the same key before.

    ``answer`` returns a receipt (see ``StoredAnswer``). Raises ``Invalid`` for a malformed key and for a key
    that was used for another request.
    """
    key = _key(request)
    with transaction.atomic():
        if key is None:
            return answer()
        request_line = _request_line(request)
        stored, fresh = StoredAnswer.objects.get_or_create(
            person_id=request.user.pk, key=key, defaults=request_line
        )
        if not fresh:
            return _repeat(stored, request_line)
        response = answer()
        _keep(stored, response)
        return response


def purge(now: datetime | None = None) -> int:
    """Forget answers older than a day and return how many; run it regularly."""
    oldest = (now or timezone.now()) - KEPT_FOR
    return StoredAnswer.objects.filter(created_at__lt=oldest).delete()[0]


def _key(request: Request) -> str | None:
    key = request.headers.get(HEADER)
    if key is not None and not ACCEPTABLE.fullmatch(key):
        raise Invalid({HEADER: [_("1 to 128 visible ASCII characters.")]})
    return key


def _request_line(request: Request) -> dict[str, str]:
    # The body is read here before any parser reads the stream; Django then keeps it for the parser.
    body = request._request.body
    return {
        "method": request.method or "",
        "path": request.get_full_path()[:2000],
        "body_hash": salted_hmac("hub.rest.idempotency", body, algorithm="sha256").hexdigest(),
    }


def _repeat(stored: StoredAnswer, request_line: dict[str, str]) -> Response:
    if any(getattr(stored, name) != value for name, value in request_line.items()):
        raise Invalid({HEADER: [_("This key was used for another request.")]}, code="idempotency-key-reused")
    receipt = orjson.loads(bytes(stored.body))
    return Response(receipt, status=stored.status, headers={**stored.headers, REPLAYED: "true"})


def _keep(stored: StoredAnswer, response: Response) -> None:
    body = to_json(response.data)
    if len(body) > LARGEST_RECEIPT:
        raise ValueError("only a small receipt may be kept, never the content of a row")
    stored.status = response.status_code
    stored.headers = {name: response[name] for name in KEPT_HEADERS if name in response}
    stored.body = body
    stored.save(update_fields=["status", "headers", "body"])
