"""Who signs for somebody who is away, and who does not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Recusal
from clues.clue.models.clues import Clue
from hub.access.readers import party_keys
from hub.approvals import actions
from hub.approvals.models import Absence, Seat, Signature
from hub.approvals.policies import principal_of
from hub.approvals.terms import Mode
from hub.kernel.errors import Invalid, NotAllowed, NotVisible
from tests.approvals import runs
from tests.approvals.runs import duties_of, fields
from tests.town import person

pytestmark = pytest.mark.django_db


class TestProxies:
    def absence(self, away: str, proxy: str, days: tuple[int, int] = (0, 2), **more: object):
        today = timezone.localdate()
        new = actions.NewAbsence(
            person(runs.NAMES[away]),
            person(runs.NAMES[proxy]),
            today + timedelta(days[0]),
            today + timedelta(days[1]),
            **more,  # type: ignore[arg-type]
        )
        return actions.declare_absence(new, by=new.person)

    def test_both_names_stand_under_the_signature(self):
        approval = runs.three(Mode.ALL)
        self.absence("F", "X")
        runs.sign(approval, "X")
        signature = Signature.objects.get(seat__step__approval=approval)
        assert signature.person == person(runs.NAMES["X"])
        assert signature.on_behalf_of == person(runs.NAMES["F"])
        assert duties_of("X") == duties_of("F") == 0

    def test_what_opens_later_waits_for_the_proxy_too(self):
        self.absence("A", "X")
        approval = runs.three(Mode.ALL)
        runs.sign(approval, "F")
        assert duties_of("X") == 1
        runs.sign(approval, "A")
        assert duties_of("X") == 0

    def test_a_proxy_who_signs_in_the_same_step_too_signs_once_for_each(self):
        self.absence("A", "B")
        approval = runs.three(Mode.ALL)
        runs.sign(approval, "F")
        assert duties_of("B") == 1
        runs.sign(approval, "B")
        assert duties_of("B") == 1
        runs.sign(approval, "B")
        assert duties_of("B") == 0
        signed = Signature.objects.filter(seat__step__name="ABC", person=person(runs.NAMES["B"]))
        assert {each.on_behalf_of for each in signed} == {None, person(runs.NAMES["A"])}

    def test_nobody_stands_in_for_whoever_is_recused(self):
        approval = runs.three(Mode.ALL)
        self.absence("F", "X")
        seat, away, proxy = Seat.objects.get(step__name="F"), person(runs.NAMES["F"]), person(runs.NAMES["X"])
        assert principal_of(seat, proxy) == away
        key, *_others = party_keys(Clue.objects.get(pk=approval.of_id))
        Recusal.objects.create(person=away, party_key=key, declared_by=away, from_on=timezone.localdate())
        assert principal_of(seat, person(runs.NAMES["X"])) is None

    def test_before_and_after_the_days_the_proxy_signs_nothing(self):
        approval = runs.three(Mode.ALL)
        self.absence("F", "X", (1, 2))
        with pytest.raises(NotVisible):
            runs.sign(approval, "X")

    def test_for_other_purposes_the_proxy_signs_nothing(self):
        approval = runs.three(Mode.ALL)
        self.absence("F", "X", purposes=["clue.opinion"])
        with pytest.raises(NotVisible):
            runs.sign(approval, "X")

    def test_ended_early_the_proxy_signs_no_more(self):
        approval = runs.three(Mode.ALL)
        absence = self.absence("F", "X")
        actions.end_absence(absence.pk, by=absence.person)
        with pytest.raises(NotVisible):  # nor sees it any more
            runs.sign(approval, "X")
        assert duties_of("X") == 0

    def test_the_proxys_reading_ends_with_the_absence(self):
        approval = runs.three(Mode.ALL)
        absence = self.absence("F", "X")
        grant = Clue.objects.get(pk=approval.of_id).person_grants.get(user=absence.proxy)
        assert grant.expires_at == absence.until
        assert timezone.localtime(absence.until).date() == absence.to_on

    def test_a_proxy_with_a_seat_of_their_own_keeps_it_when_the_absence_ends(self):
        approval = runs.three(Mode.ALL)
        runs.sign(approval, "F")
        absence = self.absence("A", "B")
        actions.end_absence(absence.pk, by=absence.person)
        assert duties_of("B") == 1
        runs.sign(approval, "B")

    def test_when_its_days_begin_the_proxy_gets_what_was_open_before(self):
        approval = runs.three(Mode.ALL)
        absence = self.absence("F", "X", (1, 2))
        assert actions.admit_proxies() == 0
        Absence.objects.filter(pk=absence.pk).update(from_on=timezone.localdate())
        assert (actions.admit_proxies(), actions.admit_proxies()) == (1, 0)
        runs.sign(approval, "X")

    def test_the_initiator_does_not_sign_as_somebodys_proxy(self):
        approval = runs.three(Mode.ALL)
        self.absence("F", "I")
        with pytest.raises(NotAllowed) as refused:
            runs.sign(approval, "I")
        assert refused.value.verdict.code == "own_request"

    @pytest.mark.parametrize(
        ("away", "proxy", "days", "field"),
        [
            ("A", "A", (0, 1), "proxy"),
            ("A", "X", (-1, 1), "from_on"),
            ("A", "X", (2, 1), "to_on"),
            ("B", "A", (0, 1), "proxy"),  # a circle: A is away, B signs for A
            ("C", "A", (0, 1), "proxy"),  # a proxy who is away
            ("A", "X", (1, 4), "proxy"),  # a second proxy for the same days
        ],
    )
    def test_refused_at_the_field(self, away, proxy, days, field):
        self.absence("A", "B")
        with pytest.raises(Invalid) as refused:
            self.absence(away, proxy, days)
        assert fields(refused) == {field}
