"""Shapes, fields and links: what goes out and what is named."""

import pytest
from django.test import RequestFactory
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from accounts.models import Post, Unit
from hub.kernel.errors import Invalid
from hub.rest.fields import Chosen, Text
from hub.rest.links import link_to
from hub.rest.queries import asked
from hub.rest.rows import row_of, rows_of
from hub.rest.serializers import StrictSerializer

pytestmark = pytest.mark.django_db


class PostShape(serializers.Serializer):
    unit = serializers.CharField(source="group.unit.code")
    above = serializers.CharField(source="group.unit.parent.code", allow_null=True)
    role = serializers.CharField(source="group.role")


class Query(StrictSerializer):
    kind = serializers.ChoiceField(["a", "b"], required=False)
    least = serializers.IntegerField(required=False, source="number__gte")


def ask(query):
    return asked(Request(RequestFactory().get(f"/?{query}")), Query)


def test_a_row_is_the_same_from_the_database_and_from_a_model():
    posts = Post.objects.order_by("pk")
    assert rows_of(posts, PostShape) == [row_of(post, PostShape) for post in posts]
    assert {"unit": "commission", "above": None, "role": "principal_leader"} in rows_of(posts, PostShape)


def test_many_rows_are_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(rows_of(Post.objects.all(), PostShape)) > 20


def test_a_query_becomes_lookups():
    assert ask("kind=a&least=3&limit=5&cursor=x") == {"kind": "a", "number__gte": 3}
    assert ask("") == {}


@pytest.mark.parametrize("query", ["kind=c", "least=x", "other=1", "kind=a&kind=b"])
def test_a_query_it_does_not_know_is_refused(query):
    with pytest.raises((ValidationError, Invalid)):
        ask(query)


@pytest.mark.parametrize("name", ["nowhere", "", "a\0b", 7, None, ["team-1"], {"code": "team-1"}])
def test_only_a_row_that_exists_can_be_chosen(name):
    with pytest.raises(ValidationError):
        Chosen(lambda: Unit.objects.all()).run_validation(name)


def test_a_row_is_chosen_by_its_code():
    field = Chosen(lambda: Unit.objects.all())
    unit = field.run_validation("team-1")
    assert (unit.code, field.to_representation(unit)) == ("team-1", "team-1")


def test_what_the_interface_does_not_show_has_no_link():
    assert link_to(Unit.objects.first()) is None


@pytest.mark.parametrize("data", [1, True, 1.5, ["x"], {"x": 1}])
def test_text_is_text(data):
    with pytest.raises(ValidationError):
        Text().run_validation(data)
