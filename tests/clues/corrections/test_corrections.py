"""Wrong data about a subject: put right everywhere, told to everyone who had received it."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.identity import identity_key, number_of
from accounts.ties import branch_tie, unit_tie
from clues.clue.models.clues import Clue
from clues.corrections.actions.corrections import answer_correction, ask_for_correction
from clues.corrections.actions.recipients import tell_receivers
from clues.corrections.models import Correction
from clues.custody.actions import return_clue
from clues.letters.models.letters import Letter
from clues.overview.subject import dossier_of
from clues.related.actions import find_related
from clues.related.known import related_of
from clues.related.models import RelatedMatter
from clues.routing.rules import facts_of
from clues.subjects.actions import NewSubject
from hub.approvals.actions import sign
from hub.duties.inbox import inbox_of
from hub.events.models import Entry, Notice
from hub.kernel.errors import Conflict, Invalid, NotAllowed, NotVisible, Stale
from tests.factories import clue_at, make_clue, make_letter, new_subject
from tests.related import pair
from tests.signing import digest_for, running_approval, sign_as
from tests.town import person, unit

pytestmark = pytest.mark.django_db
CLAIM = "姓名有误，应为另一写法"


def client_of(name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person(name), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def asked_of(clue: Clue, name: str = "team_handler") -> Correction:
    return ask_for_correction(clue.number, source="person", claim=CLAIM, by=person(name))


def answered(
    asked: Correction, outcome: str = "amended", who: str = "manager", **right: object
) -> Correction:
    said = NewSubject(**({"name": ""} | right))  # type: ignore[arg-type]
    return answer_correction(asked.pk, outcome=outcome, right=said, reason="已向组织部门核对", by=person(who))


def test_whoever_sees_the_clue_asks_and_case_management_finds_it_in_the_inbox():
    clue = clue_at("assigned")
    asked = asked_of(clue)
    waiting = [line for line in inbox_of(person("manager")) if line.duty.kind == "subject.correct"]
    assert [line.url for line in waiting] == [f"/corrections/{asked.pk}/"]
    answered(asked, post="副科长")
    assert not [line for line in inbox_of(person("manager")) if line.duty.kind == "subject.correct"]


def test_what_was_wrong_is_right_wherever_the_person_occurs():
    clue = clue_at("assigned")
    letter = clue.letters.get()
    before, name = (clue.version, letter.version), clue.subject.name
    done = answered(asked_of(clue), name="王更正", post="副处长", unit=unit("org-2"), authority="district")
    subject = Clue.objects.get(pk=clue.pk).subject
    now = subject.standings.current().get()
    assert (subject.name, now.post, now.unit, now.authority) == (
        "王更正",
        "副处长",
        unit("org-2"),
        "district",
    )
    assert done.changes == {
        "name": [name, "王更正"],
        "post": ["科长", "副处长"],
        "unit": [unit("org-1").name, unit("org-2").name],
        "authority": ["municipal", "district"],
    }
    assert facts_of(Clue.objects.get(pk=clue.pk)).authority == "district"
    assert (Clue.objects.get(pk=clue.pk).version, Letter.objects.get(pk=letter.pk).version) == (
        before[0] + 1,
        before[1] + 1,
    )
    for row in (clue, letter):
        assert Entry.objects.about(row).filter(kind="subject.corrected").count() == 1


def test_a_corrected_unit_bars_those_who_worked_there_and_no_longer_the_others():
    clue = clue_at("assigned")
    done = answered(asked_of(clue), unit=unit("org-2"), branch="机关第二支部")
    assert set(done.changes) == {"unit", "branch"}
    ties = set(clue.subject.ties.values_list("key", flat=True))
    assert unit_tie("org-2") in ties
    assert branch_tie("机关第二支部") in ties
    assert unit_tie("org-1") not in ties


@pytest.mark.parametrize("number", ["right-1", "taken-1"])
def test_an_identifier_is_replaced_and_nobody_learns_whether_it_was_known(number):
    clue = clue_at("assigned")
    other = make_letter(subjects=[new_subject(identifiers={"staff": "taken-1"})]).subjects.get()
    done = answered(asked_of(clue), identifiers={"staff": number})
    keys = list(clue.subject.identifiers.values_list("key", flat=True))
    assert keys == [identity_key("staff", number)]
    assert done.changes == {"staff": ["…", "…" + number_of("staff", number)[-4:]]}
    assert other.identifiers.count() == 1


def test_everyone_who_had_it_is_noted_and_told_once_and_the_recused_are_not():
    clue = clue_at("assigned")
    client_of("team_leader").get(clue.get_absolute_url())
    done = answered(asked_of(clue), name="王更正")
    noted = set(done.recipients.values_list("person__username", flat=True))
    readers = {person(name).username for name in ("manager", "team_handler", "team_leader", "registrar")}
    assert readers <= noted
    assert person("district_handler").username not in noted
    looked = done.recipients.exclude(looked_at=None).get()
    assert looked.person == person("team_leader")
    told = tell_receivers(done.pk)
    assert told == len(noted)
    assert tell_receivers(done.pk) == 0
    notices = Notice.objects.filter(entry__kind="subject.correction_told")
    assert notices.count() == told - 1  # not the one who answered
    assert not done.recipients.filter(told_at=None).exists()


def test_whoever_had_looked_and_sees_it_no_more_stays_on_the_list():
    clue = clue_at("pushed")
    custodian = person("team_custodian")
    client_of("team_custodian").get(clue.get_absolute_url())
    return_clue(clue.number, reason="不属本组", by=custodian)
    done = answered(asked_of(clue, "manager"), name="王更正")
    tell_receivers(done.pk)
    left = done.recipients.get(person=custodian)
    assert (left.looked_at is not None, left.told_at) == (True, None)


def test_a_clue_about_the_wrong_person_moves_with_its_letter_and_forgets_what_was_found():
    mine, other = pair()
    wrong, letter = mine.subject, mine.letters.get()
    assert related_of(mine, person("team_custodian")).elsewhere
    done = answered(asked_of(mine, "team_custodian"), "moved", name="李四", identifiers={"staff": "li-4"})
    moved = Clue.objects.get(pk=mine.pk)
    assert (moved.subject.name, done.other) == ("李四", moved.subject)
    assert list(letter.subjects.all()) == [moved.subject]
    assert Clue.objects.get(pk=other.pk).subject == wrong
    assert RelatedMatter.objects.count() == 0
    assert not related_of(moved, person("team_custodian")).elsewhere
    assert find_related(moved.subject_id) == 0


@pytest.mark.parametrize("identifiers", [{}, {"staff": "same"}])
def test_a_name_alone_or_the_same_person_moves_nothing(identifiers):
    letter = make_letter(subjects=[new_subject(identifiers={"staff": "same"})])
    clue = make_clue(letter)
    with pytest.raises(Invalid) as refusal:
        answered(asked_of(clue, "manager"), "moved", name=clue.subject.name, identifiers=identifiers)
    assert "identifiers" in refusal.value.fields
    assert Correction.objects.get().outcome == "open"
    assert Correction.objects.get().recipients.count() == 0


def test_who_may_not_and_what_is_refused():
    clue = clue_at("assigned")
    with pytest.raises(NotVisible):
        asked_of(clue, "district_handler")
    asked = asked_of(clue)
    with pytest.raises(NotAllowed):
        answered(asked, who="team_handler", post="副科长")
    with pytest.raises(Invalid) as refusal:
        answered(asked, name=clue.subject.name, post="科长")
    assert list(refusal.value.fields) == ["name"]
    answer_correction(asked.pk, outcome="refused", reason="原信息无误", by=person("manager"))
    with pytest.raises(Conflict):
        answered(asked, post="副科长")
    told = Notice.objects.get(entry__kind="subject.correction_refused")
    assert told.recipient == person("team_handler")


def test_a_signer_signs_only_what_is_right_by_then():
    clue = clue_at("proposed")
    approval = running_approval(clue)
    seen = digest_for(approval)
    answered(asked_of(clue, "manager"), name="王更正")
    with pytest.raises(Stale):
        sign(approval.pk, by=person("management_head"), digest=seen)
    sign_as("management_head", Clue.objects.get(pk=clue.pk))
    sign_as("secretary", Clue.objects.get(pk=clue.pk))
    assert Clue.objects.get(pk=clue.pk).state == "approved"


def test_outcomes_are_told_as_they_were_and_only_of_what_is_seen():
    clue = clue_at("concluded")
    found = dossier_of(clue, person("manager")).outcomes
    assert [(each.clue, bool(each.finding), each.concluded_at is not None) for each in found] == [
        (clue, True, True)
    ]
    mine, _other = pair()
    seen = dossier_of(mine, person("team_custodian"))
    assert list(seen.clues) == [mine]


def test_no_rule_and_no_route_reads_a_finding():
    """Outcomes are never used as risk: what a clue is routed by names no result of another."""
    clue = clue_at("concluded")
    before = facts_of(clue)
    clue.results.update(finding="true")
    assert facts_of(Clue.objects.get(pk=clue.pk)) == before
    again = clue_at("registered")
    again.subject = clue.subject
    assert facts_of(again) == before


@pytest.mark.parametrize("name", ["manager", "team_handler"])
def test_pages(name):
    clue = clue_at("assigned")
    asked = asked_of(clue)
    client = client_of(name)
    page = client.get(f"/clues/{clue.number}/subject/").content.decode()
    assert "To be checked" in page
    answer = client.get(f"/corrections/{asked.pk}/").content.decode()
    assert CLAIM in answer
    assert ("Keep the answer" in answer) is (name == "manager")
    right = {"name": "王更正", "authority": "municipal", "post": "科长"}
    typed = {"version": asked.version, "outcome": "amended", "reason": "已核"} | right
    sent = client.post(f"/corrections/{asked.pk}/answer/", typed)
    assert sent.status_code == (302 if name == "manager" else 403)
