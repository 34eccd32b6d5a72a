"""The form recognises letters that are not entered, and keeps nothing of them; they are noted as sent on."""

import pytest
from django.utils import timezone

from clues.letters.models.letters import Letter
from clues.sent_on.models import SentOn
from tests.pages.test_letters import typed
from tests.traces import where

WORDS = "绝不落笔"


@pytest.mark.parametrize(
    "said",
    [
        {"about": "higher"},
        {"about": "own_leader"},
        {"subjects-0-authority": "higher"},
        {"subjects-0-name": "secretary", "subjects-0-unit": ""},
    ],
)
def test_the_form_explains_and_keeps_what_was_typed_in_the_page_alone(acting, said):
    words = {"title": WORDS, "text": WORDS, "subjects-0-post": WORDS, "external_number": WORDS}
    answer = acting("registrar").post("/letters/register/", typed(**(words | said)))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "It is not entered here and not copied" in page
    assert f'href="/sent-on/note/?kind={answer.context["form"].upward}"' in page
    assert WORDS in page
    assert where(WORDS) == []
    assert not Letter.objects.exists()


def test_the_form_asks_at_its_start(acting):
    page = acting("registrar").get("/letters/register/").content.decode()
    assert page.index("about our own principal leader?") < page.index("id_title")


def test_it_is_noted_on_pages(acting):
    client = acting("registrar")
    today = timezone.localdate()
    given = {"kind": "higher", "organ": "central", "received_on": today}
    answer = client.post("/sent-on/note/", given)
    assert answer.url == SentOn.objects.get().get_absolute_url()
    sent = {"version": SentOn.objects.get().version, "sent_on": today}
    assert client.post(f"{answer.url}note/", sent).status_code == 302
    assert SentOn.objects.get().number in client.get("/sent-on/").content.decode()
    assert acting("manager").get(answer.url).status_code == 404
