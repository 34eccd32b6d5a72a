from datetime import timedelta

import pytest
from django.urls import path
from django.utils import timezone
from oauth2_provider.models import get_access_token_model, get_application_model
from rest_framework.response import Response
from rest_framework.test import APIClient

from hub.rest.views import Door


class WhoAmI(Door):
    def get(self, request):
        return Response({"username": request.user.get_username()})

    post = get


urlpatterns = [path("me", WhoAmI.as_view())]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def token(person):
    application = get_application_model().objects.create(
        name="audit bureau",
        user=person,
        client_type="confidential",
        authorization_grant_type="client-credentials",
    )
    return get_access_token_model().objects.create(
        application=application, token="t0ken", scope="read", expires=timezone.now() + timedelta(minutes=5)
    )


def ask(method="get", token="t0ken"):
    return getattr(APIClient(headers={"Authorization": f"Bearer {token}"}), method)("/me")


def test_a_client_acts_as_its_service_person(token, person):
    assert ask().json() == {"username": person.get_username()}


def test_a_token_acts_within_its_scope_only(token):
    assert ask("post").status_code == 403
    token.scope = "read write"
    token.save()
    assert ask("post").status_code == 200


@pytest.mark.parametrize(("lasts", "offered"), [(-5, "t0ken"), (5, "made-up")])
def test_an_expired_or_unknown_token_is_nobody(token, lasts, offered):
    get_access_token_model().objects.update(expires=timezone.now() + timedelta(minutes=lasts))
    response = ask(token=offered)
    assert response.status_code == 401
    assert "Bearer" in response["WWW-Authenticate"]


def test_a_client_of_a_closed_person_is_nobody(token, person):
    person.is_active = False
    person.save()
    response = ask()
    assert (response.status_code, response.json()["type"]) == (401, "/problems/authentication-failed")


def test_a_client_without_a_person_is_nobody(token):
    get_application_model().objects.update(user=None)
    assert ask().status_code == 401
