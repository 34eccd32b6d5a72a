"""The refusals the hub knows. Each names its HTTP status once; pages and REST both read it from here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hub.kernel.verdict import Verdict

NOTHING_HERE = _("Nothing was found here.")
CHANGED_SINCE = _("Someone changed this after you opened it. Please look again.")
WHICH_VERSION = _("Say which version you are acting on (If-Match).")
NOT_ACCEPTABLE = _("Some of the input cannot be accepted.")


class HubError(Exception):
    """An expected refusal: a translated ``message`` for people, ``code`` and HTTP ``status`` for machines."""

    def __init__(self, message: str | Promise, *, code: str, status: int) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.status = status


class NotVisible(HubError):
    """404. The row does not exist, or not for this person: the two must never be told apart.

    It takes no arguments, so that no caller can put anything telling into the answer.
    """

    def __init__(self) -> None:
        super().__init__(NOTHING_HERE, code="not-found", status=404)


class NotAllowed(HubError):
    """403. The person may see the row but not do this; ``verdict`` says why."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.reason, code=verdict.code, status=403)
        self.verdict = verdict


class Conflict(HubError):
    """409. The row is no longer where the request believed it to be.

    ``happened`` tells what is true now, e.g. ``{"state": "signed"}``: plain values only.
    """

    def __init__(
        self,
        message: str | Promise,
        *,
        code: str = "conflict",
        happened: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(message, code=code, status=409)
        self.happened = dict(happened or {})


class Stale(HubError):
    """412. The person acted on an older version of the row than the present one."""

    def __init__(self, message: str | Promise = CHANGED_SINCE) -> None:
        super().__init__(message, code="stale", status=412)


class PreconditionRequired(HubError):
    """428. The request must say which version of the row it is about."""

    def __init__(self, message: str | Promise = WHICH_VERSION) -> None:
        super().__init__(message, code="precondition-required", status=428)


class Invalid(HubError):
    """422. The input has the right form but wrong content; ``fields`` maps a field to its messages.

    An empty field name stands for the input as a whole.
    """

    def __init__(
        self,
        fields: Mapping[str, list[str]],
        message: str | Promise = NOT_ACCEPTABLE,
        *,
        code: str = "invalid",
    ) -> None:
        super().__init__(message, code=code, status=422)
        self.fields = {name: list(messages) for name, messages in fields.items()}


def raise_if(refusal: HubError | None) -> None:
    """Raise what keeps something from being done now, where anything does."""
    if refusal is not None:
        raise refusal


def demand(verdict: Verdict) -> None:
    """Raise ``NotAllowed`` for a refusal."""
    if not verdict:
        raise NotAllowed(verdict)


def demand_reason(text: str, field: str = "reason") -> str:
    """The reason somebody gave, without blanks around it.

    Raises ``Invalid`` on the field where there is none.
    """
    if not text.strip():
        raise Invalid({field: [str(_("Please give the reason."))]}, code="reason-required")
    return text.strip()


def demand_of(field: str, verdict: Verdict) -> None:
    """Raise ``Invalid`` on the field whose value is refused: another value would be allowed."""
    if not verdict:
        raise Invalid({field: [str(verdict.reason)]}, code=verdict.code)
