"""The description of the interface. Plain data and two hooks: this module is read by the settings."""

from __future__ import annotations

from typing import Any, TypeVar

TITLE = "Four Supervisions Hub"
READ_PROBLEMS = (400, 401, 403, 404, 406, 422, 429)
WRITE_PROBLEMS = (*READ_PROBLEMS, 409, 411, 412, 413, 415, 428)
PROBLEM = {
    "type": "object",
    "description": "RFC 9457. `type` is stable; `title` and `detail` are in the language of the request.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "examples": ["/problems/wrong-state"]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string", "description": "The request id; absent from 404."},
        "happened": {"type": "object", "description": "409: what is true now, e.g. the state."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "field", "code", "detail"],
                "properties": {
                    "pointer": {"type": "string", "format": "json-pointer"},
                    "field": {"type": "string"},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}
PROBLEM_RESPONSE = {
    "description": "A problem (RFC 9457).",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}

Choices = TypeVar("Choices", bound=type)

_choices: dict[str, Any] = {}
_converters: dict[str, dict[str, str]] = {}


def described(choices: Choices) -> Choices:
    """Class decorator: in the description, these choices have the name of their class."""
    if choices.__name__ in _choices:
        raise ValueError(f"choices {choices.__name__} are described twice")
    _choices[choices.__name__] = choices
    return choices


def describe_converter(name: str, regex: str) -> None:
    """What a part of an address looks like that `register_converter` knows under the name."""
    _converters[name] = {"type": "string", "pattern": f"^{regex}$"}


SPECTACULAR: dict[str, Any] = {
    "ENUM_NAME_OVERRIDES": _choices,
    "PATH_CONVERTER_OVERRIDES": _converters,
    "TITLE": TITLE,
    "DESCRIPTION": "Coordination between the four supervisions (四个监督协同平台).",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "COMPONENT_SPLIT_REQUEST": True,
    "DEFAULT_GENERATOR_CLASS": "hub.rest.generator.Generator",
    "OAUTH2_FLOWS": ["clientCredentials"],
    "OAUTH2_TOKEN_URL": "/api/v1/token/",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "hub.rest.openapi.document_problems",
        "hub.rest.openapi.close_inputs",
    ],
}


def document_problems(result: dict[str, Any], **context: Any) -> dict[str, Any]:
    """Add to every operation the problems it can answer. ``context`` is what drf-spectacular passes along."""
    components = result.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = PROBLEM
    components.setdefault("responses", {})["Problem"] = PROBLEM_RESPONSE
    for item in result.get("paths", {}).values():
        for method, operation in item.items():
            statuses = READ_PROBLEMS if method in ("get", "head", "options") else WRITE_PROBLEMS
            for status in statuses:
                operation["responses"].setdefault(str(status), {"$ref": "#/components/responses/Problem"})
    return result


def close_inputs(result: dict[str, Any], **context: Any) -> dict[str, Any]:
    """Say of every input what `StrictSerializer` does: a field it does not know is refused."""
    for name, schema in result.get("components", {}).get("schemas", {}).items():
        if name.endswith("Request") and schema.get("type") == "object":
            schema["additionalProperties"] = False
    return result
