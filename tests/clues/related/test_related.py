"""Related matters: who learns what, and that everybody else learns nothing."""

from __future__ import annotations

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.actions import declare_recusal
from clues.categories import Category
from clues.clue.models.clues import Clue
from clues.custody.actions import assign_handlers, sign_clue
from clues.merging.actions import NewPart, split_clue
from clues.related.actions import answer_request, ask_to_open, find_related
from clues.related.known import related_of
from clues.related.models import OpeningRequest, RelatedMatter
from clues.subjects.actions import find_or_register_subject
from hub.duties.inbox import inbox_of
from hub.duties.models import Duty
from hub.events.models import Entry, Notice
from hub.kernel.errors import Conflict, Invalid, NotVisible
from tests.factories import clue_at, level, make_letter, new_subject
from tests.related import at_office, client_of, pair, sees
from tests.town import person, unit

pytestmark = pytest.mark.django_db


def units_told(clue: Clue, name: str) -> list[str]:
    return [each.unit.code for each in related_of(clue, person(name)).elsewhere]


# --- finding ----------------------------------------------------------------------------------


def test_one_row_per_pair_however_often_it_is_looked_for():
    mine, other = pair()
    assert list(RelatedMatter.objects.values_list("first", "second")) == [(mine.pk, other.pk)]
    assert find_related(mine.subject_id) == 0
    assert RelatedMatter.objects.count() == 1


def test_a_name_alone_never_counts():
    first = clue_at("registered", letter=make_letter(subjects=[new_subject(name="张三", identifiers={})]))
    second = clue_at("registered", letter=make_letter(subjects=[new_subject(name="张三", identifiers={})]))
    assert find_related(first.subject_id) == find_related(second.subject_id) == 0


def test_a_concluded_clue_counts():
    mine = clue_at("concluded")
    other = at_office(mine)
    assert find_related(mine.subject_id) == 1
    assert units_told(other, "office_custodian") == ["team-1"]


def test_registering_splitting_signing_and_another_identifier_queue_the_search():
    def queued() -> int:
        return ProcrastinateJob.objects.filter(task_name="clues.related.tasks.find_related_matters").count()

    known = new_subject(identifiers={"staff": "Q-1"})
    clue = clue_at("pushed", letter=make_letter(subjects=[known]))
    assert queued() == 1
    sign_clue(clue.number, by=person("team_custodian"))
    assert queued() == 2
    part = NewPart("部分", "部分内容", Category.objects.get(code="dining"), level(), "另一问题")
    split_clue(clue.number, new=part, by=person("manager"))
    assert queued() == 3
    find_or_register_subject(new_subject(name=known.name, identifiers={"staff": "Q-1"}))
    assert queued() == 3
    more = {"staff": "Q-1", "cn.ric": "11010519491231002X"}
    find_or_register_subject(new_subject(name=known.name, identifiers=more))
    assert queued() == 4


# --- who is told ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "told"),
    [("team_custodian", ["supervision-1"]), ("team_leader", ["supervision-1"]), ("management_head", [])],
)
def test_the_holder_learns_the_unit_and_nothing_else(name, told):
    mine, other = pair()
    assert units_told(mine, name) == told
    page = client_of(name).get(mine.get_absolute_url()).content.decode()
    assert ("A related matter exists at Unit supervision-1" in page) is bool(told)
    assert (other.number in page) is (name == "management_head")  # who sees both sees the link
    assert "office_handler" not in page
    assert "office handler" not in page


def test_a_handler_is_not_told():
    mine, _other = pair()
    handlers = [person("team_handler"), person("team_handler_2")]
    assign_handlers(mine.number, handlers=handlers, by=person("team_leader"))
    assert units_told(mine, "team_handler") == []
    assert related_of(mine, person("team_handler")).links == []


def test_the_interface_tells_the_same():
    mine, other = pair()
    found = client_of("team_custodian").get(f"/api/v1/clues/{mine.number}").json()["related"]
    assert found == {"links": [], "elsewhere": [{"unit": "supervision-1", "contact": "custodian"}]}
    found = client_of("manager").get(f"/api/v1/clues/{mine.number}").json()["related"]
    assert found == {"links": [other.number], "elsewhere": []}


def test_notices_go_to_both_holders_once_and_stand_in_no_history():
    mine, other = pair()
    find_related(mine.subject_id)
    notices = Notice.objects.filter(entry__kind="related.found")
    told = sorted(notices.values_list("recipient__username", "entry__of_id"))
    assert told == [
        ("office_custodian", other.pk),
        ("office_head", other.pk),
        ("team_custodian", mine.pk),
        ("team_leader", mine.pk),
    ]
    assert set(Entry.objects.filter(kind="related.found").values_list("data__pk", flat=True)) == {None}
    assert not Entry.objects.about(mine).steps().filter(kind__startswith="related.").exists()
    page = client_of("management_head").get(mine.get_absolute_url()).content.decode()
    assert "A related matter exists" not in page


def test_the_recused_get_neither_notice_nor_page():
    mine = clue_at("signed", letter=make_letter(subjects=[new_subject(identifiers={"staff": "REC-1"})]))
    declare_recusal(person("team_custodian"), identity=("staff", "REC-1"), by=person("team_custodian"))
    at_office(mine)
    find_related(mine.subject_id)
    told = Notice.objects.filter(entry__kind="related.found").values_list("recipient__username", flat=True)
    assert "team_custodian" not in told
    assert client_of("team_custodian").get(mine.get_absolute_url()).status_code == 404


# --- asking and answering ---------------------------------------------------------------------


def asked() -> tuple[Clue, Clue, OpeningRequest]:
    mine, other = pair()
    office, custodian = unit("supervision-1"), person("team_custodian")
    return mine, other, ask_to_open(mine.number, unit=office, reason="避免重复谈话", by=custodian)


def test_granted_opens_to_the_one_who_asked_for_a_time():
    mine, other, request = asked()
    duty = Duty.objects.open().get(kind="related.answer")
    assert [line.duty for line in inbox_of(person("office_head")) if line.duty.pk == duty.pk] == [duty]
    assert not sees("team_custodian", other)
    answer_request(request.pk, granted=True, by=person("office_head"))
    assert sees("team_custodian", other)
    assert not sees("team_leader", other)
    given = other.person_grants.get(user=person("team_custodian"))
    request.refresh_from_db()
    assert (given.purpose, given.expires_at) == ("clue.related", request.until)
    assert not sees("office_head", mine)
    assert not Duty.objects.open().filter(kind="related.answer").exists()
    kinds = Entry.objects.filter(kind__startswith="related.opening").values_list("kind", "of_id")
    assert set(kinds) == {
        (kind, row.pk)
        for kind in ("related.opening_asked", "related.opening_granted")
        for row in (mine, other)
    }


def test_refused_opens_nothing_and_needs_a_reason():
    mine, other, request = asked()
    with pytest.raises(Invalid):
        answer_request(request.pk, granted=False, by=person("office_head"))
    answer_request(request.pk, granted=False, reason="正在紧要阶段", by=person("office_head"))
    assert not sees("team_custodian", other)
    page = client_of("team_custodian").get(mine.get_absolute_url()).content.decode()
    assert "正在紧要阶段" in page
    with pytest.raises(Conflict):
        answer_request(request.pk, granted=True, by=person("office_head"))


def test_only_one_request_at_a_time_and_only_by_who_is_told():
    mine, _other, _request = asked()
    office = unit("supervision-1")
    with pytest.raises(Conflict):
        ask_to_open(mine.number, unit=office, reason="再次", by=person("team_leader"))
    for name in ("manager", "management_head", "office_custodian", "district_head"):
        with pytest.raises(NotVisible):
            ask_to_open(mine.number, unit=office, reason="好奇", by=person(name))
    with pytest.raises(NotVisible):
        ask_to_open(mine.number, unit=unit("dispatched-2"), reason="试探", by=person("team_leader"))


@pytest.mark.parametrize("name", ["team_custodian", "office_custodian", "manager", "district_head"])
def test_nobody_but_the_head_of_the_unit_sees_the_request(name):
    _mine, _other, request = asked()
    path, given = f"/openings/{request.pk}/answer/", {"version": request.version, "granted": "yes"}
    assert client_of(name).get(path).status_code == 404
    assert client_of(name).post(path, given).status_code == 404
    assert client_of(name).get(f"/api/v1/opening-requests/{request.pk}").status_code == 404
    with pytest.raises(NotVisible):
        answer_request(request.pk, granted=True, by=person(name))


def test_the_way_on_pages():
    mine, other = pair()
    client = client_of("team_custodian")
    address = f"/clues/{mine.number}/related/ask/"
    assert f"{address}?unit=" in client.get(mine.get_absolute_url()).content.decode()
    page = client.get(address, {"unit": unit("supervision-1").pk})
    assert "Unit supervision-1" in page.content.decode()
    typed = page.context["hidden"] | {"unit": page.context["form"]["unit"].value()}
    assert client.post(address, typed | {"reason": ""}).status_code == 422
    assert client.post(address, typed | {"reason": "避免重复"}).url == mine.get_absolute_url()
    head = client_of("office_head")
    request = OpeningRequest.objects.get()
    path, given = f"/openings/{request.pk}/answer/", {"version": request.version}
    page = head.get(path).content.decode()
    assert other.number in page
    assert mine.number not in page
    assert head.post(path, given | {"granted": "no", "reason": ""}).status_code == 422
    assert head.post(path, given | {"granted": "yes"}).url == "/"
    assert other.number in client.get(mine.get_absolute_url()).content.decode()


def test_the_way_over_the_interface():
    mine, other = pair()
    client, head = client_of("team_custodian"), client_of("office_head")
    body = {"unit": "supervision-1", "reason": "避免重复"}
    made = client.post(f"/api/v1/clues/{mine.number}/opening-requests", body, "application/json")
    assert made.status_code == 201
    shown = head.get(made["Location"])
    assert (shown.json()["unit"], shown.json()["asked"]) == ("team-1", [other.number])
    headers = {"If-Match": shown["ETag"]}
    answers = f"{made['Location']}/answers"
    given = head.post(answers, {"granted": True}, "application/json", headers=headers)
    assert given.status_code == 200
    assert client.get(f"/api/v1/clues/{other.number}").status_code == 200
