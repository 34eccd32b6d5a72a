"""What is alleged: letters say it, clues deal with it, and it is seen with its clue."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clues.allegations.actions import NewAllegation, add_allegation
from clues.allegations.alleged import alleged_in
from clues.allegations.models import Allegation
from clues.allegations.steps import AllegationForm
from clues.categories import Category
from clues.clue.kin import kin_of
from clues.clue.terms import ClueState
from clues.merging.actions import NewPart, split_clue, undo_merge
from clues.merging.steps import SplitForm
from hub.access.grants import Holders, revoke
from hub.access.readers import readers_of
from hub.events.models import Entry, Notice
from hub.kernel.errors import Invalid, NotAllowed, NotVisible
from tests.api.conftest import Caller
from tests.factories import clue_about, clue_at, level, make_clue, make_letter, merge_clues, referral
from tests.town import person

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def category(code="dining"):
    return Category.objects.get(code=code)


def another(clue, text="另收受礼金", *, by="manager", letter=""):
    add_allegation(clue.number, new=NewAllegation(text, category("gifts"), letter), by=person(by))
    return Allegation.objects.latest("pk")


def part(*going, **fields):
    given = {
        "title": "另案",
        "summary": "其中一部分",
        "category": category(),
        "classification": level(),
        "reason": "性质不同",
    }
    return NewPart(**(given | fields), allegations=[each.pk for each in going])


def listed(clue, who="manager"):
    return alleged_in(clue, kin_of(clue, person(who)), person(who))


def shown(form_class, clue):
    """The form as its page offers it to a case manager."""
    form = form_class(row=clue, by=person("manager"))
    form.offer()
    return form


class TestTheFirst:
    def test_is_what_the_summary_says_in_the_letter_it_was_drawn_from(self):
        clue = make_clue()
        (first,) = clue.allegations.all()
        assert (first.text, first.category, first.entered_by) == (
            clue.summary,
            clue.category,
            person("registrar"),
        )
        assert list(first.letters.all()) == list(clue.letters.all())

    def test_a_clue_without_a_letter_has_one_too(self):
        clue = referral()
        (first,) = clue.allegations.all()
        assert (first.text, list(first.letters.all())) == (clue.summary, [])


class TestAdding:
    def test_with_its_letter_a_line_of_the_ledger_and_notices(self):
        clue = clue_at(ClueState.ASSIGNED)
        letter = clue.letters.get()
        before = clue.version
        made = another(clue, by="team_handler", letter=letter.number)
        clue.refresh_from_db()
        assert (made.entered_by, list(made.letters.all())) == (person("team_handler"), [letter])
        assert clue.version == before + 1
        line = Entry.objects.about(clue).get(kind="clue.allegation_added")
        assert line.data == {}
        told = set(Notice.objects.filter(entry=line).values_list("recipient", flat=True))
        assert told == set(readers_of(clue)) - {person("team_handler").pk}

    def test_the_case_manager_and_the_handlers_and_nobody_else(self):
        clue = clue_at(ClueState.ASSIGNED)
        another(clue, by="manager")
        another(clue, by="team_handler_2")
        with pytest.raises(NotAllowed) as refused:
            another(clue, by="team_leader")
        assert refused.value.verdict.code == "not_in_hand"
        with pytest.raises(NotVisible):
            another(clue, by="district_custodian")

    @pytest.mark.parametrize("state", [ClueState.CONCLUDED, ClueState.MERGED, ClueState.STRUCK])
    def test_nothing_is_added_to_what_nobody_has_in_hand(self, state):
        with pytest.raises(NotAllowed) as refused:
            another(clue_at(state))
        assert refused.value.verdict.code == "out_of_hand"

    def test_no_text_and_a_letter_of_another_clue_are_refused(self):
        clue = make_clue()
        with pytest.raises(Invalid) as refused:
            another(clue, " ")
        assert set(refused.value.fields) == {"text"}
        with pytest.raises(Invalid) as refused:
            another(clue, letter=make_clue().letters.get().number)
        assert set(refused.value.fields) == {"letter"}
        assert clue.allegations.count() == 1

    def test_the_form_offers_the_letters_that_its_reader_sees(self):
        clue = make_clue()
        clue.letters.add(make_letter())
        offered = shown(AllegationForm, clue).fields["letter"].widget.choices
        assert [number for number, _words in offered] == ["", clue.letters.earliest("pk").number]


class TestSplitting:
    def test_what_is_named_goes_with_the_part(self):
        origin = clue_at(ClueState.ASSIGNED)
        first, going = origin.allegations.get(), another(origin)
        made = split_clue(origin.number, new=part(going), by=person("manager"))
        assert list(origin.allegations.all()) == [first]
        assert list(made.allegations.all()) == [going]

    def test_where_none_is_named_the_part_has_its_own(self):
        origin = clue_at(ClueState.ASSIGNED)
        made = split_clue(origin.number, new=part(), by=person("manager"))
        (own,) = made.allegations.all()
        assert (own.text, own.category) == (made.summary, made.category)
        assert list(own.letters.all()) == list(origin.letters.all())
        assert origin.allegations.count() == 1

    def test_one_stays_and_only_its_own_go(self):
        origin, other = clue_at(ClueState.ASSIGNED), make_clue()
        both = [origin.allegations.get(), another(origin)]
        for going, code in ((both, "none-stays"), (other.allegations.all(), "no-such-allegation")):
            with pytest.raises(Invalid) as refused:
                split_clue(origin.number, new=part(*going), by=person("manager"))
            assert (refused.value.code, set(refused.value.fields)) == (code, {"allegations"})
        assert list(origin.allegations.all()) == both

    def test_the_form_asks_only_where_there_is_a_choice(self):
        origin = make_clue()
        assert "allegations" not in shown(SplitForm, origin).fields
        another(origin)
        offered = shown(SplitForm, origin).fields["allegations"].choices
        assert [key for key, _words in offered] == [each.pk for each in origin.allegations.all()]


class TestWhoSeesThem:
    def test_the_main_clue_lists_those_of_the_merged_one_while_it_is_seen(self):
        main = clue_at(ClueState.SIGNED)
        other = clue_about(main, ClueState.SIGNED)
        mine, theirs = main.allegations.get(), other.allegations.get()
        assert listed(main) == [mine]
        merge_clues(main, other)
        assert listed(main) == [mine, theirs]
        assert [clue.number for clue in listed(main)[1].seen_in] == [other.number]
        assert listed(other) == [theirs]
        groups = other.group_grants.values_list("group", flat=True)
        revoke([other], Holders(list(groups)), by=person("manager"))
        assert listed(main) == [mine]

    def test_taken_apart_again_each_has_its_own(self):
        main = clue_at(ClueState.SIGNED)
        other = clue_about(main, ClueState.SIGNED)
        merge_clues(main, other)
        undo_merge(other.number, reason="经查并非同一问题", by=person("manager"))
        assert listed(main) == [main.allegations.get()]

    def test_a_letter_that_is_hidden_is_not_named(self):
        clue = make_clue()
        clue.allegations.get().letters.add(make_letter())
        (first,) = listed(clue)
        assert first.seen_letters == [clue.letters.get()]

    def test_one_or_fifty_the_same_number_of_queries(self, client):
        clue = make_clue()
        client.force_login(person("manager"), backend=BACKEND)
        caller = Caller("manager")

        def asked():
            with CaptureQueriesContext(connection) as queries:
                assert client.get(clue.get_absolute_url()).status_code == 200
                assert caller.read(f"clues/{clue.number}").status_code == 200
            return len(queries)

        asked()
        one = asked()
        for _ in range(49):
            another(clue, letter=clue.letters.get().number)
        assert len(listed(clue)) == 50
        assert asked() == one


class TestOnThePage:
    def test_they_are_listed_and_one_is_added(self, client):
        clue = make_clue()
        client.force_login(person("manager"), backend=BACKEND)
        address = f"/clues/{clue.number}/allegation/"
        assert address in client.get(clue.get_absolute_url()).content.decode()
        typed = {"text": "另收受礼金", "category": category("gifts").pk, "letter": clue.letters.get().number}
        answer = client.post(address, typed | {"version": clue.version}, follow=True)
        assert answer.status_code == 200
        assert "另收受礼金" in answer.content.decode()
        assert client.post(address, typed | {"version": clue.version}).status_code == 412

    def test_what_the_summary_says_is_shown_once(self, client):
        clue = make_clue(summary="收受礼金，另有宴请")
        client.force_login(person("manager"), backend=BACKEND)

        def shown():
            return client.get(clue.get_absolute_url()).content.decode().count(clue.summary)

        assert shown() == 1
        another(clue)
        assert shown() == 1
        Allegation.objects.filter(text=clue.summary).update(text="改为分项")
        assert shown() == 1

    def test_no_link_for_whoever_may_not(self, client):
        clue = clue_at(ClueState.ASSIGNED)
        client.force_login(person("team_leader"), backend=BACKEND)
        assert "/allegation/" not in client.get(clue.get_absolute_url()).content.decode()
        assert client.get(f"/clues/{clue.number}/allegation/").status_code == 403


def test_over_the_interface():
    clue, manager = make_clue(), Caller("manager")
    body = {"text": "另收受礼金", "category": "gifts", "letter": clue.letters.get().number}
    answer = manager.step(clue, "allegations", body)
    assert answer.status_code == 200, answer.content
    first, second = manager.read(f"clues/{clue.number}").json()["allegations"]
    assert (second["text"], second["category"]) == ("另收受礼金", "gifts")
    assert (second["clues"], second["letters"]) == ([clue.number], [body["letter"]])
    clue.refresh_from_db()
    going = {
        "title": "另案",
        "summary": "礼金",
        "category": "gifts",
        "classification": "work_secret",
        "reason": "性质不同",
    }
    answer = manager.step(clue, "splits", going | {"allegations": [second["id"]]})
    assert answer.status_code == 200, answer.content
    shown = manager.read(f"clues/{clue.number}").json()
    assert [each["id"] for each in shown["allegations"]] == [first["id"]]
    there = manager.read(f"clues/{shown['kin'][0]['number']}").json()["allegations"]
    assert [each["id"] for each in there] == [second["id"]]
