"""Errors as RFC 9457 problems. The only place where an exception becomes an API answer.

An answer of 404 has the same bytes whether the row is absent or hidden; therefore it carries no ``instance``,
and the request id stands in the header only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.core.exceptions import ValidationError as ModelValidationError
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.serializers import as_serializer_error
from rest_framework.settings import api_settings

from hub.kernel.errors import HubError, Invalid, NotVisible
from hub.rest.parsers import TooLarge
from hub.rest.renderers import OrjsonRenderer
from hub.rest.request_id import current_request_id

CONTENT_TYPE = "application/problem+json"

TITLES = {
    400: _("The request cannot be understood"),
    401: _("Sign-in is required"),
    403: _("Not allowed"),
    404: _("Not found"),
    405: _("This method is not possible here"),
    406: _("No such representation"),
    409: _("The state does not allow this"),
    411: _("A length is required"),
    412: _("Changed in the meantime"),
    413: _("Too large"),
    415: _("Unsupported media type"),
    422: _("The input is not acceptable"),
    428: _("A version is required"),
    429: _("Too many requests"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem before it is rendered. ``extra`` holds members besides the standard ones."""

    status: int
    code: str
    detail: Any
    extra: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        instance = {} if self.status == 404 else {"instance": current_request_id()}
        return {
            "type": f"/problems/{self.code}",
            "title": TITLES.get(self.status, _("The request failed")),
            "status": self.status,
            "detail": self.detail,
            **instance,
            **self.extra,
        }


def exception_handler(exception: Exception, context: Mapping[str, Any]) -> Response | None:
    """The answer to ``exception``, or None for a defect, which is then logged and answered with 500."""
    problem = problem_of(exception)
    if problem is None:
        return None
    # A problem is JSON whatever the view would have rendered, such as the YAML of the description.
    request = context["request"]
    request.accepted_renderer, request.accepted_media_type = OrjsonRenderer(), OrjsonRenderer.media_type
    return Response(
        problem.body(), status=problem.status, headers=dict(problem.headers), content_type=CONTENT_TYPE
    )


def problem_of(exception: Exception) -> Problem | None:
    match exception:
        case Http404() | exceptions.NotFound():
            return _of_hub_error(NotVisible())
        case HubError():
            return _of_hub_error(exception)
        case exceptions.ValidationError() | ModelValidationError():
            return _of_validation(as_serializer_error(exception))
        case PermissionDenied():
            return _of_api_exception(exceptions.PermissionDenied())
        case RequestDataTooBig():
            return _of_api_exception(TooLarge())
        case SuspiciousOperation():
            return _of_api_exception(exceptions.ParseError())
        case exceptions.APIException():
            return _of_api_exception(exception)
    return None


def _of_hub_error(error: HubError) -> Problem:
    extra: dict[str, Any] = {}
    if isinstance(error, Invalid):
        extra["errors"] = [
            _field_error(list(name.split(".")) if name else [], message, error.code)
            for name, messages in error.fields.items()
            for message in messages
        ]
    if getattr(error, "happened", None):
        extra["happened"] = error.happened  # type: ignore[attr-defined]
    return Problem(error.status, error.code, error.message, extra)


def _of_validation(detail: Mapping[str, Any]) -> Problem:
    errors = [
        _field_error(path, message, getattr(message, "code", "invalid")) for path, message in _leaves(detail)
    ]
    return Problem(422, "invalid", Invalid({}).message, {"errors": errors})


def _of_api_exception(error: exceptions.APIException) -> Problem:
    headers = {}
    if challenge := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = f"{wait:.0f}"
    code = error.default_code.replace("_", "-")
    return Problem(error.status_code, code, error.detail, headers=headers)


def _leaves(detail: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[list[str | int], Any]]:
    """All messages of a nested error structure with the path of field names and list positions to each."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            here = path if name == api_settings.NON_FIELD_ERRORS_KEY else (*path, name)
            yield from _leaves(inner, here)
    elif isinstance(detail, (list, tuple)):
        for position, inner in enumerate(detail):
            # A list of messages belongs to its field; a list of structures belongs to the items of a list.
            here = (*path, position) if isinstance(inner, (Mapping, list)) else path
            yield from _leaves(inner, here)
    else:
        yield list(path), detail


def _field_error(path: list[str | int], detail: Any, code: str) -> dict[str, Any]:
    parts = [str(part) for part in path]
    return {
        "pointer": "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in parts),
        "field": ".".join(parts),
        "code": code,
        "detail": detail,
    }
