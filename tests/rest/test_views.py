import pytest
from django.http import Http404
from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.test import APIClient

from hub.kernel.errors import Conflict, NotAllowed
from hub.kernel.verdict import deny
from hub.rest.models import StoredAnswer
from hub.rest.serializers import StrictSerializer
from hub.rest.views import CreateView, DetailView, Door, ListView, NothingHere, TransitionView


class PaperInput(StrictSerializer):
    title = serializers.CharField(max_length=20)


class PaperShown(serializers.Serializer):
    number = serializers.CharField()
    title = serializers.CharField()


class Papers(ListView, CreateView):
    model = None
    serializer_class = PaperInput

    def page(self, before, limit):
        older = {} if before is None else {"pk__lt": before}
        return self.model.visible().filter(**older).order_by("-pk").values("id", "number")[:limit]

    def act(self, *, by, title):
        return self.model._default_manager.create(number="P-new", title=title)

    def location(self, row):
        return f"/papers/{row.number}"


class OnePaper(DetailView):
    model = None
    serializer_class = PaperShown

    def find(self, request, number):
        return self.model.visible().filter(number=number)


class SignPaper(TransitionView):
    model = None
    serializer_class = PaperInput
    calls = 0

    def find(self, request, number):
        return self.model.visible().filter(number=number)

    def act(self, row, *, by, title):
        type(self).calls += 1
        if title == "refuse":
            raise NotAllowed(deny("not-signer", "Only the signer signs."))
        if title == "conflict":
            raise Conflict("Already signed.", code="wrong-state", happened={"state": "signed"})
        type(row)._default_manager.filter(pk=row.pk).update(
            title=title, state="signed", version=row.version + 1
        )


class Missing(Door):
    def get(self, request):
        raise Http404("No Paper matches the given query.")


class Echo(Door):
    def post(self, request):
        return Response(request.data)


VIEWS = (Papers, OnePaper, SignPaper)
urlpatterns = [
    path("papers", Papers.as_view()),
    path("papers/<str:number>", OnePaper.as_view()),
    path("papers/<str:number>/sign", SignPaper.as_view()),
    path("missing", Missing.as_view()),
    path("echo", Echo.as_view()),
    path("<path:anything>", NothingHere.as_view()),
]

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture(autouse=True)
def views(paper_model, monkeypatch):
    for view in VIEWS:
        monkeypatch.setattr(view, "model", paper_model)
    monkeypatch.setattr(SignPaper, "calls", 0)


def sign(api, title="read", match='"{pk}-1"', **headers):
    paper = Papers.model._default_manager.get(number="P-1")
    named = {} if match is None else {"If-Match": match.format(pk=paper.pk)}
    return api.post("/papers/P-1/sign", {"title": title}, format="json", headers=named | headers)


class TestReading:
    def test_a_row_is_answered_with_its_version(self, api, paper):
        response = api.get("/papers/P-1")
        assert response.json() == {"number": "P-1", "title": ""}
        assert response["ETag"] == f'"{paper.pk}-1"'
        assert response["Cache-Control"] == "no-store"

    def test_a_known_version_is_not_sent_again(self, api, paper):
        response = api.get("/papers/P-1", headers={"If-None-Match": f'W/"{paper.pk}-1"'})
        assert (response.status_code, response.content) == (304, b"")

    def test_absent_and_hidden_are_the_same_bytes(self, api, paper, paper_model):
        paper_model._default_manager.create(number="P-2", hidden=True)
        hidden, absent = api.get("/papers/P-2"), api.get("/papers/P-3")
        assert hidden.status_code == 404
        assert hidden.content == absent.content == api.get("/missing").content
        assert hidden.content == api.get("/no/such/path").content == api.post("/no/such/path").content
        assert hidden["Content-Type"] == "application/problem+json"
        changing = {"X-Request-ID"}
        assert {k: v for k, v in hidden.headers.items() if k not in changing} == {
            k: v for k, v in absent.headers.items() if k not in changing
        }

    def test_absent_and_hidden_steps_are_the_same_bytes_too(self, api, paper_model):
        paper_model._default_manager.create(number="P-2", hidden=True)
        hidden = api.post("/papers/P-2/sign", {"title": "x"}, format="json")
        absent = api.post("/papers/P-3/sign", {"title": "x"}, format="json")
        assert hidden.status_code == 404
        assert hidden.content == absent.content

    def test_nobody_anonymous(self):
        response = APIClient().get("/papers/P-1")
        assert response.status_code == 401
        assert response["WWW-Authenticate"].startswith("Bearer")
        assert response.json()["type"] == "/problems/not-authenticated"


class TestSteps:
    def test_a_step_answers_a_receipt_and_the_new_version(self, api, paper):
        response = sign(api)
        assert response.json() == {"id": paper.pk, "number": "P-1", "state": "signed", "version": 2}
        assert response["ETag"] == f'"{paper.pk}-2"'

    def test_the_version_must_be_named(self, api, paper):
        for match in (None, "*"):
            response = sign(api, match=match)
            assert (response.status_code, response.json()["type"]) == (428, "/problems/precondition-required")
        assert SignPaper.calls == 0

    @pytest.mark.parametrize("match", ['"{pk}-0"', 'W/"{pk}-1"', '"9-9"'])
    def test_another_version_is_stale(self, api, paper, match):
        response = sign(api, match=match)
        assert (response.status_code, response.json()["type"]) == (412, "/problems/stale")
        assert SignPaper.calls == 0

    def test_a_refusal_tells_the_reason(self, api, paper):
        problem = sign(api, title="refuse").json()
        assert (problem["status"], problem["type"]) == (403, "/problems/not-signer")
        assert problem["detail"] == "Only the signer signs."

    def test_a_conflict_tells_what_is_true_now(self, api, paper):
        problem = sign(api, title="conflict").json()
        assert (problem["status"], problem["type"]) == (409, "/problems/wrong-state")
        assert problem["happened"] == {"state": "signed"}

    def test_unknown_and_wrong_fields_are_told_together(self, api, paper):
        response = api.post("/papers/P-1/sign", {"titel": "x"}, format="json")
        assert response.status_code == 422
        errors = {(e["pointer"], e["field"], e["code"]) for e in response.json()["errors"]}
        assert errors == {("/titel", "titel", "unknown-field"), ("/title", "title", "required")}

    def test_creating_answers_where_the_row_is(self, api):
        response = api.post("/papers", {"title": "new"}, format="json")
        assert response.status_code == 201
        assert response["Location"] == "/papers/P-new"
        assert response.json()["version"] == 1


class TestOnce:
    def test_a_repeat_gets_the_same_answer_and_nothing_happens_twice(self, api, paper):
        first, second = (sign(api, **{"Idempotency-Key": "k-1"}) for _ in range(2))
        assert SignPaper.calls == 1
        assert (first.status_code, first.content, first["ETag"]) == (200, second.content, second["ETag"])
        assert second["Idempotency-Replayed"] == "true"

    def test_a_repeated_creation_keeps_its_location(self, api, paper_model):
        answers = [
            api.post("/papers", {"title": "t"}, format="json", headers={"Idempotency-Key": "k"})
            for _ in range(2)
        ]
        assert [a.status_code for a in answers] == [201, 201]
        assert answers[1]["Location"] == "/papers/P-new"
        assert paper_model._default_manager.count() == 1

    def test_the_same_key_for_another_request_is_refused(self, api, paper):
        sign(api, **{"Idempotency-Key": "k-1"})
        response = sign(api, title="other", **{"Idempotency-Key": "k-1"})
        assert (response.status_code, response.json()["type"]) == (422, "/problems/idempotency-key-reused")

    def test_a_refused_request_does_not_use_the_key_up(self, api, paper):
        assert sign(api, title="refuse", **{"Idempotency-Key": "k-1"}).status_code == 403
        assert not StoredAnswer.objects.exists()
        assert sign(api, **{"Idempotency-Key": "k-1"}).status_code == 200

    def test_a_malformed_key_is_refused(self, api, paper):
        assert sign(api, **{"Idempotency-Key": "two words"}).status_code == 422

    def test_what_is_kept_is_a_receipt_without_text(self, api, paper):
        sign(api, title="classified", **{"Idempotency-Key": "k-1"})
        stored = StoredAnswer.objects.get()
        kept = (bytes(stored.body).decode(), str(stored.headers), stored.path, stored.body_hash)
        assert "classified" not in "".join(kept)


class TestTransport:
    @pytest.mark.parametrize(
        ("body", "content_type", "status", "code"),
        [
            (b"{", "application/json", 400, "parse-error"),
            (b'{"a": NaN}', "application/json", 400, "parse-error"),
            (b"a=1", "application/x-www-form-urlencoded", 415, "unsupported-media-type"),
            (b'"' + b"x" * (1024 * 1024) + b'"', "application/json", 413, "too-large"),
        ],
    )
    def test_unreadable_bodies_are_problems(self, api, body, content_type, status, code):
        response = api.post("/echo", body, content_type=content_type)
        assert (response.status_code, response.json()["type"]) == (status, f"/problems/{code}")
        assert response["Content-Type"] == "application/problem+json"

    def test_a_wrong_method_is_a_problem(self, api):
        response = api.delete("/echo")
        assert (response.status_code, response["Allow"]) == (405, "POST, OPTIONS")
        assert response.json()["type"] == "/problems/method-not-allowed"

    def test_a_session_needs_the_csrf_token(self, person):
        client = APIClient(enforce_csrf_checks=True)
        client.force_login(person)
        response = client.post("/echo", {}, format="json")
        assert (response.status_code, response.json()["type"]) == (403, "/problems/permission-denied")

    def test_problems_carry_the_request_id(self, api):
        response = api.delete("/echo", headers={"X-Request-ID": "abcdef-12345"})
        assert response["X-Request-ID"] == response.json()["instance"] == "abcdef-12345"

    def test_with_a_session_a_write_may_have_a_key_too(self, paper, person):
        client = APIClient(enforce_csrf_checks=True)
        client.force_login(person)
        client.cookies["csrftoken"] = "a" * 32
        response = sign(client, **{"Idempotency-Key": "k-1", "X-CSRFToken": "a" * 32})
        assert response.status_code == 200

    @pytest.mark.parametrize(
        ("length", "status"), [("1048577", 413), ("9" * 30, 413), ("many", 400), ("-1", 400), ("²", 400)]
    )
    def test_a_body_is_measured_before_it_is_read(self, api, length, status):
        response = api.post("/echo", {"a": 1}, format="json", CONTENT_LENGTH=length)
        assert response.status_code == status
        assert response["Content-Type"] == "application/problem+json"

    def test_a_body_in_chunks_is_refused_unread(self, api):
        response = api.post("/echo", {"a": 1}, format="json", headers={"Transfer-Encoding": "chunked"})
        assert (response.status_code, response.json()["type"]) == (411, "/problems/length-required")
