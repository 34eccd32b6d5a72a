"""Who could see it on that day: what was kept against a replay of the ledger, and against the gate."""

from __future__ import annotations

import random
from datetime import timedelta
from itertools import takewhile

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts import actions
from accounts.models import Person, Post, PostGroup, Recusal
from accounts.past import PastPerson
from accounts.terms import Role
from clues.apart.models import ApartRule
from clues.classifying.actions import reclassify
from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from clues.letters.models.letters import Letter
from hub.access.grants import Holders, grant, revoke
from hub.access.models import PastGrant
from hub.access.past import Story, openings_on, why_on
from hub.access.readers import party_keys, readers_of
from hub.events.models import Entry
from hub.kernel.errors import HubError
from tests.access.replay import Facts, could_see
from tests.clock import Clock
from tests.factories import clue_at, level, make_clue, make_letter, new_subject
from tests.town import PEOPLE, identity_of, person, unit

pytestmark = pytest.mark.django_db

STEPS, QUESTIONS, DAYS = 260, 500, 60
REASONS = {"granted", "no_grant", "no_post", "clearance", "recused", "no_row"}
SUBJECTS = ["P-1", "P-2", "P-3", "staff-team_custodian"]
LEVELS = ["internal", "work_secret", "secret"]


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


class Walk:
    """A random history made by the real actions alone."""

    def __init__(self, clock, seed):
        self.clock, self.chance = clock, random.Random(seed)
        self.start = timezone.now()
        self.rows = []
        self.moves = {
            self.open: 10,
            self.close: 5,
            self.give_post: 3,
            self.end_post: 2,
            self.clear: 4,
            self.recuse: 2,
            self.unrecuse: 3,
            self.reclassify: 3,
            self.disable: 1,
            self.close_unit: 1,
            self.add_clue: 2,
        }

    def go(self):
        moves, weights = zip(*self.moves.items(), strict=True)
        self.add_clue()
        for step in range(STEPS):
            self.clock.at(self.start + timedelta(days=DAYS) * (step + self.chance.random()) / STEPS)
            try:
                with transaction.atomic():
                    self.chance.choices(moves, weights)[0]()
            except HubError:
                pass  # a refusal changes nothing
            yield step

    def someone(self):
        return person(self.chance.choice(list(PEOPLE)))

    def holders(self):
        if self.chance.random() < 0.4:
            return Holders(people=[self.someone().pk])
        groups = list(PostGroup.objects.exclude(unit__code="administration").values_list("pk", flat=True))
        return Holders(groups=self.chance.sample(groups, 4))

    def add_clue(self):
        state = self.chance.choice([ClueState.REGISTERED, ClueState.PUSHED, ClueState.ASSIGNED])
        subject = new_subject(identifiers={"staff": self.chance.choice(SUBJECTS)})
        clue = clue_at(state, letter=make_letter(subjects=[subject]))
        self.rows += [clue, clue.letters.get()]

    def open(self):
        until = timezone.now() + timedelta(days=self.chance.uniform(0.1, 20))
        rows = [row for row in self.rows if type(row) is type(self.chance.choice(self.rows))]
        some = self.chance.sample(rows, min(len(rows), 3))
        ends = self.chance.choice([None, until, until])
        for model in (Clue, Letter):
            grant(
                [row for row in some if isinstance(row, model)],
                self.holders(),
                purpose="test",
                by=None,
                expires_at=ends,
            )

    def close(self):
        row = self.chance.choice(self.rows)
        sides = list(row.group_grants.values_list("group_id", flat=True))
        named = list(row.person_grants.values_list("user_id", flat=True))
        revoke([row], Holders(sides[:: self.chance.randint(2, 4)], named[::3]), by=None)

    def give_post(self):
        groups = PostGroup.objects.exclude(unit__code="administration").select_related("unit")
        group = self.chance.choice(list(groups))
        today = timezone.localdate()
        begins = today + timedelta(days=self.chance.randint(-5, 5))
        ends = self.chance.choice([None, begins + timedelta(days=self.chance.randint(0, 20))])
        actions.give_post(
            self.someone(),
            unit=group.unit,
            role=group.role,
            from_on=begins,
            to_on=ends,
            by=person("system_admin"),
        )

    def end_post(self):
        post = self.chance.choice(list(Post.objects.filter(ended_at=None, person__username__in=PEOPLE)))
        if post.person.username not in ("manager", "registrar"):
            actions.end_post(post.pk, by=person("system_admin"))

    def clear(self):
        rank = self.chance.choice([level(code) for code in [*LEVELS, *LEVELS[1:], *LEVELS[2:]]] + [None])
        whose = self.someone()
        if whose.username not in ("manager", "registrar"):
            actions.set_clearance(whose.pk, level=rank, by=person("security_admin"))

    def recuse(self):
        identity = ("staff", self.chance.choice(SUBJECTS))
        actions.declare_recusal(self.someone(), identity=identity, by=person("manager"))

    def unrecuse(self):
        recusal = self.chance.choice(list(Recusal.objects.valid()) or [None])
        if recusal:
            actions.end_recusal(recusal.pk, reason="x", by=person("manager"))

    def reclassify(self):
        clue = self.chance.choice([row for row in self.rows if isinstance(row, Clue)])
        reclassify(
            clue.number, classification=level(self.chance.choice(LEVELS)), reason="x", by=person("manager")
        )

    def disable(self):
        if self.chance.random() < 0.3:
            whose = self.someone()
            if whose.username not in ("manager", "registrar"):
                actions.disable_person(whose.pk, by=person("system_admin"))

    def close_unit(self):
        code = self.chance.choice(["district-1", "team-1", "partner-1", "dispatched-2"])
        ends = timezone.localdate() + timedelta(days=self.chance.randint(-1, 60))
        actions.close_unit(unit(code).pk, to_on=ends, by=person("system_admin"))


def facts_of(rows):
    return Facts(
        parties={(row._meta.label_lower, row.pk): set(party_keys(row)) for row in rows},
        own=dict(Person.objects.exclude(identity_key=None).values_list("pk", "identity_key")),
        recusals=dict(Recusal.objects.values_list("pk", "party_key")),
    )


def test_who_could_see_it_on_that_day_as_the_ledger_tells_it(clock):
    walk = Walk(clock, seed=5)
    for step in walk.go():
        if step % 13 == 0:
            for row in walk.rows:
                row.refresh_from_db()
                story, now = Story(row, timezone.now()), timezone.now()
                seen = {pk for pk in story.people.ids if story.reason(pk, now) == "granted"}
                assert sorted(seen) == readers_of(row), "the past of this moment is not what the gate says"
    clock.at(walk.start + timedelta(days=DAYS + 1))
    entries = list(Entry.objects.order_by("pk"))
    facts = facts_of(walk.rows)
    people = list(Person.objects.filter(username__in=PEOPLE).order_by("pk"))
    today, answers, kinds = timezone.localdate(walk.start), [], set()
    once_open = {row.pk: sorted(Story(row, timezone.now()).people.ids) for row in walk.rows}
    # At least so many, and on until every reason was met.
    for question in takewhile(lambda asked: asked < QUESTIONS or not kinds >= REASONS, range(10 * QUESTIONS)):
        row, someone = walk.chance.choice(walk.rows), walk.chance.choice(people)
        if question % 2:  # somebody to whom it was open some time
            someone = Person.objects.get(pk=walk.chance.choice(once_open[row.pk]))
        day = today + timedelta(days=walk.chance.randint(0, DAYS))
        told = why_on(someone, row, day)
        replayed = could_see(entries, facts, someone.pk, (row._meta.label_lower, row.pk), day)
        assert told.sees == replayed, f"{someone} {row} {day}: {told.code}"
        assert told.sentence
        answers.append(told.sees)
        kinds.add(told.code)
    said = (
        f"{len(answers)} questions, {len(entries)} ledger lines, {sum(answers)} could see it: {sorted(kinds)}"
    )
    print(said)  # noqa: T201
    assert 0.1 * len(answers) < sum(answers) < 0.9 * len(answers)
    assert kinds >= REASONS


def test_every_way_of_asking_about_a_day_agrees():
    clue, today = clue_at(ClueState.PUSHED), timezone.localdate()
    told = {each.pk for opening in openings_on(clue, today) for each in opening.people}
    assert told == set(readers_of(clue))
    assert all(why_on(each, clue, today).sees == (each.pk in told) for each in Person.objects.all())


def test_what_was_taken_back_at_noon_was_seen_that_day_and_not_the_next(clock):
    clue, stranger = clue_at(ClueState.PUSHED), person("district_handler")
    morning = timezone.localtime().replace(hour=9, minute=0) + timedelta(days=1)
    clock.at(morning)
    grant([clue], Holders(people=[stranger.pk]), purpose="clue.handling", by=None)
    clock.at(morning + timedelta(hours=3))
    revoke([clue], Holders(people=[stranger.pk]), by=None)
    clock.at(morning + timedelta(days=3))
    day = morning.date()
    assert [why_on(stranger, clue, day + timedelta(days=n)).sees for n in (-1, 0, 1)] == [False, True, False]
    assert stranger in [each for opening in openings_on(clue, day) for each in opening.people]


def test_a_post_given_for_days_that_have_passed_opens_nothing_in_the_past(clock):
    clue, stranger = clue_at(ClueState.PUSHED), person("liaison")
    clock.at(timezone.now() + timedelta(days=5))
    before = timezone.localdate() - timedelta(days=3)
    actions.give_post(
        stranger, unit=unit("team-1"), role=Role.CUSTODIAN, from_on=before, by=person("system_admin")
    )
    assert why_on(stranger, clue, timezone.localdate()).sees
    assert not why_on(stranger, clue, before).sees


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM access_pastgrant",
        "UPDATE accounts_pastperson SET rank = 50",
        "UPDATE clues_pastclue SET at = now()",
        "DELETE FROM accounts_pastpost",
        "TRUNCATE accounts_pastrecusal",
        "TRUNCATE clues_cluegroupgrant",
        "TRUNCATE accounts_post CASCADE",
    ],
)
def test_the_past_cannot_be_changed(change):
    clue_at(ClueState.PUSHED)
    with connection.cursor() as cursor:
        cursor.execute(
            "SET CONSTRAINTS ALL IMMEDIATE"
        )  # a table with checks pending refuses truncation anyway
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_what_goes_past_the_actions_is_kept_too():
    clue = clue_at(ClueState.PUSHED)
    versions = PastGrant.objects.filter(label="clues.clue", row_id=clue.pk)
    before = versions.count()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM clues_cluegroupgrant WHERE content_object_id = %s", [clue.pk])
    assert versions.filter(gone=True).count() == before > 0
    someone = person("liaison")
    Person.objects.filter(pk=someone.pk).update(clearance=None)
    assert PastPerson.objects.filter(of_id=someone.pk).latest("pk").rank is None
    Person.objects.filter(pk=someone.pk).update(display_name="other")
    assert PastPerson.objects.filter(of_id=someone.pk).count() == 3  # entered, cleared, cleared for nothing


def test_the_ledger_has_ids_and_codes_and_no_words():
    clue = clue_at(ClueState.PUSHED)
    stranger = Holders(people=[person("liaison").pk])
    grant([clue], stranger, purpose="because of a telling thing", by=person("manager"))
    line = Entry.objects.about(clue).latest("pk")
    assert (line.kind, line.by.username) == ("access.granted", "manager")
    assert line.data == {"purpose": "", "people": {str(person("liaison").pk): None}}
    assert line.digest == line.content_digest()
    revoke([clue], stranger, by=person("manager"))
    assert Entry.objects.about(clue).latest("pk").data == {"people": [person("liaison").pk]}
    pushed = Entry.objects.about(clue).filter(kind="access.granted", data__purpose="clue.unit").get()
    groups = PostGroup.objects.filter(unit=unit("team-1"), role__in=["custodian", "team_leader"])
    assert set(pushed.data["groups"]) == {str(group.pk) for group in groups}


def test_a_person_who_is_the_party_never_saw_it():
    ApartRule.objects.all().delete()  # else the compartment hides it first
    clue = make_clue(make_letter(subjects=[new_subject(identifiers=dict([identity_of("team_custodian")]))]))
    assert why_on(person("team_custodian"), clue, timezone.localdate()).code == "recused"
