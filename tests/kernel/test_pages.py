import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import path

from hub.kernel.errors import Conflict, Invalid, NotAllowed, NotVisible, PreconditionRequired, Stale
from hub.kernel.verdict import deny

TELLING = "{{ error }}|{{ verdict.code }}|{{ happened.state }}|{{ request_path }}|{{ exception }}"
ERRORS = {
    "hidden": NotVisible(),
    "absent": Http404("No Clue matches 17"),
    "refused": NotAllowed(deny("recused", "You are recused.")),
    "django-refused": PermissionDenied("secret reason"),
    "conflict": Conflict("Already signed.", happened={"state": "signed"}),
    "stale": Stale("Changed."),
    "invalid": Invalid({"title": ["Too long."]}, "Not acceptable."),
    "unversioned": PreconditionRequired("Which version?"),
    "defect": LookupError("defect"),
}


def fail(request, name):
    raise ERRORS[name]


urlpatterns = [path("<str:name>", fail)]
handler404 = "hub.kernel.pages.not_found"
handler403 = "hub.kernel.pages.forbidden"

pytestmark = pytest.mark.urls(__name__)


@pytest.fixture(autouse=True)
def pages(settings):
    """The middleware alone, and templates that show all they are told."""
    settings.DEBUG = False
    settings.MIDDLEWARE = ["hub.kernel.pages.HubErrorMiddleware"]
    pages = {f"{status}.html": f"{status}:{TELLING}" for status in (403, 404, 409, 412, 422)}
    settings.TEMPLATES = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", pages)]},
        }
    ]


@pytest.mark.parametrize(
    ("name", "status", "body"),
    [
        ("refused", 403, "403:You are recused.|recused|||"),
        ("conflict", 409, "409:Already signed.||signed||"),
        ("stale", 412, "412:Changed.||||"),
        ("invalid", 422, "422:Not acceptable.||||"),
        ("unversioned", 428, "409:Which version?||||"),
    ],
)
def test_each_refusal_has_its_page_and_status(client, name, status, body):
    response = client.get(f"/{name}")
    assert (response.status_code, response.content.decode()) == (status, body)


def test_hidden_and_absent_are_the_same_bytes(client):
    hidden, absent, no_route = client.get("/hidden"), client.get("/absent"), client.get("/no/such/route")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content == no_route.content
    assert hidden.headers == absent.headers
    assert b"hidden" not in hidden.content


def test_the_reason_of_a_bare_refusal_is_not_shown(client):
    response = client.get("/django-refused")
    assert response.status_code == 403
    assert b"secret reason" not in response.content


def test_a_defect_is_not_dressed_up(client):
    with pytest.raises(LookupError):
        client.get("/defect")
