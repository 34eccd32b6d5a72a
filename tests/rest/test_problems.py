import pytest
from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError as ModelValidationError
from rest_framework import exceptions

from hub.kernel.errors import Invalid
from hub.rest.problems import exception_handler, problem_of


def errors_of(exception):
    return [(e["pointer"], e["field"], e["code"]) for e in problem_of(exception).body()["errors"]]


def test_nested_errors_point_to_their_place():
    error = exceptions.ValidationError(
        {
            "subjects": [{}, {"name": [exceptions.ErrorDetail("Too long.", code="max_length")]}],
            "a/b": ["Wrong."],
            "non_field_errors": ["Contradiction."],
            "lines": {"0": ["Bad."]},
        }
    )
    assert errors_of(error) == [
        ("/subjects/1/name", "subjects.1.name", "max_length"),
        ("/a~1b", "a/b", "invalid"),
        ("", "", "invalid"),
        ("/lines/0", "lines.0", "invalid"),
    ]


def test_the_errors_of_actions_and_models_look_the_same():
    assert errors_of(Invalid({"title": ["Too long."], "": ["Contradiction."]})) == [
        ("/title", "title", "invalid"),
        ("", "", "invalid"),
    ]
    assert errors_of(ModelValidationError({"title": ["Too long."]})) == [("/title", "title", "invalid")]


@pytest.mark.parametrize(
    ("exception", "status", "code"),
    [
        (exceptions.ParseError(), 400, "parse-error"),
        (exceptions.AuthenticationFailed(), 401, "authentication-failed"),
        (PermissionDenied("secret"), 403, "permission-denied"),
        (exceptions.NotAcceptable(), 406, "not-acceptable"),
        (exceptions.Throttled(), 429, "throttled"),
    ],
)
def test_other_errors_keep_their_status_and_get_a_stable_type(exception, status, code):
    problem = problem_of(exception)
    assert (problem.status, problem.body()["type"]) == (status, f"/problems/{code}")
    assert "secret" not in str(problem.body())


def test_a_throttled_caller_is_told_when_to_come_back():
    assert problem_of(exceptions.Throttled(wait=30)).headers == {"Retry-After": "30"}


def test_a_defect_is_left_to_the_server():
    assert exception_handler(LookupError("defect"), {}) is None
