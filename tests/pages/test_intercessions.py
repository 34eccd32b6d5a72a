"""Pages of the register of intercessions."""

from django.utils import timezone

from clues.intercessions.models import Intercession
from tests.compartment import build_office
from tests.factories import make_letter


def test_it_is_reported_from_the_page_of_the_matter(acting):
    build_office()
    letter = make_letter()
    path = f"/intercessions/report/{letter.number}/"
    assert path in acting("registrar").get(f"/letters/{letter.number}/").content.decode()
    typed = {"asker": "Somebody", "asked_on": timezone.localdate(), "approach": "call", "said": "A word"}
    assert acting("registrar").post(path, typed | {"said": ""}).status_code == 422
    answer = acting("registrar").post(path, typed)
    assert answer.url == Intercession.objects.get().get_absolute_url()
    assert "A word" in acting("cadre_head").get(answer.url).content.decode()
    assert "Somebody" in acting("cadre_head").get("/intercessions/").content.decode()
    assert acting("manager").get(answer.url).status_code == 404
    assert "Somebody" not in acting("manager").get("/intercessions/").content.decode()
    assert acting("manager").get(path).status_code == 404
