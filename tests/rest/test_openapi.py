import pytest
from django.urls import path
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

from hub.rest.openapi import READ_PROBLEMS, WRITE_PROBLEMS, document_problems
from hub.rest.serializers import Receipt
from hub.rest.views import CreateView, DetailView, ListView, TransitionView


def test_every_operation_names_its_problems_and_keeps_what_it_says_itself():
    own = {"description": "mine"}
    result = {"paths": {"/x": {"get": {"responses": {"200": {}, "404": own}}, "post": {"responses": {}}}}}
    described = document_problems(result, generator=None, request=None, public=True)
    get, post = (described["paths"]["/x"][method]["responses"] for method in ("get", "post"))
    assert get["404"] is own
    assert {str(status) for status in READ_PROBLEMS} <= set(get)
    assert {str(status) for status in WRITE_PROBLEMS} == set(post)
    assert post["412"] == {"$ref": "#/components/responses/Problem"}
    assert "Problem" in described["components"]["schemas"]


class Things(ListView, CreateView):
    serializer_class = Receipt


class OneThing(DetailView):
    serializer_class = Receipt


class SignThing(TransitionView):
    pass


THINGS = [
    path("things", Things.as_view()),
    path("things/<str:number>", OneThing.as_view()),
    path("things/<str:number>/sign", SignThing.as_view()),
]


def test_the_description_is_valid_and_shows_versions_keys_and_receipts():
    schema = SchemaGenerator(patterns=THINGS).get_schema(request=None, public=True)
    validate_schema(schema)
    assert schema["openapi"].startswith("3.1")
    sign = schema["paths"]["/things/{number}/sign"]["post"]
    headers = {
        each["name"]: each.get("required", False) for each in sign["parameters"] if each["in"] == "header"
    }
    assert headers == {"If-Match": True, "Idempotency-Key": False}
    receipt = sign["responses"]["200"]["content"]["application/json"]["schema"]
    assert receipt == {"$ref": "#/components/schemas/Receipt"}
    assert "201" in schema["paths"]["/things"]["post"]["responses"]


@pytest.mark.django_db
def test_the_reading_page_calls_no_outside_address(client, person):
    assert client.get("/api/v1/docs").status_code == 401
    client.force_login(person)
    page = client.get("/api/v1/docs").content.decode()
    assert "://" not in page
    assert "<style" not in page
    assert "<script>" not in page
