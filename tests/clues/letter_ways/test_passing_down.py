"""Reports that are a lower level's business are passed down; that level answers within 5 working days."""

from __future__ import annotations

import pytest
from django.utils import timezone

from accounts.actions import NewUnit, give_post, open_unit, set_clearance
from accounts.models import Person
from accounts.terms import Role, UnitKind
from clues.letter_ways.actions.passing_down import accept_letter, pass_down, pass_on, send_back
from clues.letter_ways.actions.returns import NewReturn, propose_letter_return
from clues.letter_ways.policies import may_pass_down
from clues.letter_ways.steps import PassForm
from clues.letters.models.letters import Letter
from clues.letters.terms import LetterState, LowerAnswer, ReturnGround
from clues.reporters.actions import check_signature, tell_acceptance
from clues.reporters.terms import Manner
from clues.subjects.terms import Authority
from hub.duties.models import Duty
from hub.events.models import Notice
from hub.kernel.errors import Conflict, Invalid, NotAllowed, NotVisible
from hub.rules.deadlines import due
from tests.compartment import build_office, own_letter
from tests.factories import level, make_clue, make_letter, new_subject, walk
from tests.reports import real_name
from tests.town import person, unit

pytestmark = pytest.mark.django_db
REASON = "属区管干部，按管辖转送"


def down(letter=None, by="registrar", **more):
    letter = letter or make_letter()
    given = {"unit": unit("district-1"), "reason": REASON} | more
    return pass_down(letter.number, by=person(by), **given)


def accepted_letter(letter=None):
    return accept_letter(down(letter).number, by=person("district_custodian"))


def sees(name, letter):
    return Letter.objects.visible_to(person(name)).filter(pk=letter.pk).exists()


def waiting(letter):
    return Duty.objects.open().about(letter).filter(kind="letter.passed_down")


@pytest.fixture
def station():
    """A unit of the district's own, with somebody who takes letters in."""
    new = NewUnit(
        code="station-1",
        kind=UnitKind.SUPERVISION,
        name="派出机构",
        parent=unit("district-1"),
        from_on=timezone.localdate(),
    )
    opened = open_unit(new, by=person("system_admin"))
    give_post(person("district_handler"), unit=opened, role=Role.CUSTODIAN, by=person("system_admin"))
    return opened


class TestPassingDown:
    def test_the_district_reads_it_and_answers_within_5_working_days(self):
        letter = make_letter()
        assert not sees("district_custodian", letter)
        down(letter)
        assert sees("district_custodian", letter)
        assert sees("district_head", letter)
        assert not sees("district_handler", letter)
        passed = letter.passes.get()
        assert {duty.due_at for duty in waiting(letter)} == {due("report.lower_level", timezone.now()).at}
        assert (passed.due_at, passed.by) == (waiting(letter).get().due_at, person("registrar"))
        told = Notice.objects.filter(entry__kind="letter.passed_down", recipient=person("district_head"))
        assert told.exists()

    def test_it_is_drawn_from_by_nobody_until_it_is_answered(self):
        letter = down()
        assert letter.state == LetterState.PASSED_DOWN
        for by in ("registrar", "district_custodian"):
            with pytest.raises((Conflict, NotAllowed)):
                make_clue(letter, by=by)
        with pytest.raises(Conflict):
            propose_letter_return(
                letter.number, new=NewReturn(ReturnGround.NO_SUBSTANCE, "x"), by=person("registrar")
            )
        with pytest.raises(Conflict):
            down(letter)

    @pytest.mark.parametrize(
        ("given", "field"),
        [({"reason": " "}, "reason"), ({"unit": "supervision-1"}, "unit"), ({"unit": "district-2"}, "unit")],
    )
    def test_it_goes_to_a_district_where_somebody_takes_it_in_and_with_a_reason(self, given, field):
        empty = NewUnit(
            code="district-2", kind=UnitKind.DISTRICT, name="无人区", from_on=timezone.localdate()
        )
        open_unit(empty, by=person("system_admin"))
        given = {name: unit(said) if name == "unit" else said for name, said in given.items()}
        with pytest.raises(Invalid) as refused:
            down(**given)
        assert set(refused.value.fields) == {field}

    def test_not_where_nobody_is_cleared_for_it(self):
        letter = make_letter()
        set_clearance(person("district_custodian").pk, level=level("internal"), by=person("security_admin"))
        with pytest.raises(Invalid) as refused:
            down(letter)
        assert set(refused.value.fields) == {"unit"}

    def test_what_is_kept_apart_goes_nowhere(self):
        build_office()
        with pytest.raises(NotVisible):
            down(own_letter())
        with pytest.raises(NotAllowed):
            down(own_letter(), by="cadre_manager")

    def test_nor_by_a_registrar_of_the_office_that_keeps_it(self):
        office, letter = build_office(), own_letter()
        clerk = person("cadre_manager")
        give_post(clerk, unit=office, role=Role.REGISTRAR, by=person("system_admin"))
        letter.unit = office
        letter.save()
        assert may_pass_down(letter, person("cadre_manager")).code == "kept_apart"

    def test_only_a_registrar_passes_it_down_and_never_one_with_a_clue(self):
        letter = make_letter()
        with pytest.raises(NotAllowed):
            down(letter, by="petition_head")
        make_clue(letter)
        with pytest.raises(Conflict):
            down(letter)


class TestAnswering:
    def test_accepted_the_district_draws_its_clue_and_the_sender_does_not(self):
        letter = accepted_letter()
        passed = letter.passes.get()
        assert (passed.answer, passed.answered_by) == (LowerAnswer.ACCEPTED, person("district_custodian"))
        assert not waiting(letter).exists()
        with pytest.raises(NotAllowed):
            make_clue(letter, by="registrar")
        clue = make_clue(letter, by="district_custodian")
        assert clue.initiator == person("district_custodian")

    def test_the_clue_is_kept_by_the_district_s_own_case_management(self):
        new = NewUnit(
            code="district-1-cases",
            kind=UnitKind.CASE_MANAGEMENT,
            name="区案管室",
            parent=unit("district-1"),
            from_on=timezone.localdate(),
        )
        open_unit(new, by=person("system_admin"))
        letter = accepted_letter()
        clue = make_clue(letter, by="district_custodian")
        assert clue.office == unit("district-1-cases")
        assert make_clue().office == unit("case-management")

    def test_sent_back_it_is_as_before_and_closed_to_the_district(self):
        letter = down()
        with pytest.raises(Invalid):
            send_back(letter.number, reason=" ", by=person("district_custodian"))
        send_back(letter.number, reason="不属我区管辖", by=person("district_custodian"))
        letter.refresh_from_db()
        assert letter.state == LetterState.RECEIVED
        assert not sees("district_custodian", letter)
        assert not waiting(letter).exists()
        assert letter.passes.get().answer_reason == "不属我区管辖"
        assert Notice.objects.filter(
            entry__kind="letter.pass_returned", recipient=person("registrar")
        ).exists()
        make_clue(letter)

    def test_passed_on_a_unit_of_its_own_answers(self, station):
        letter = pass_on(
            down().number, unit=station, reason="由派出机构办理", by=person("district_custodian")
        )
        assert [passed.answer for passed in letter.passes.all()] == [LowerAnswer.PASSED_ON, ""]
        assert {duty.group.postgroup.unit for duty in waiting(letter)} == {station}
        with pytest.raises(NotAllowed):
            accept_letter(letter.number, by=person("district_custodian"))
        accept_letter(letter.number, by=person("district_handler"))
        assert make_clue(letter, by="district_handler").letters.get() == letter

    def test_sent_back_by_that_unit_it_is_closed_to_both(self, station):
        letter = pass_on(
            down().number, unit=station, reason="由派出机构办理", by=person("district_custodian")
        )
        send_back(letter.number, reason="不属本机构", by=person("district_handler"))
        assert not sees("district_custodian", letter)
        assert not sees("district_handler", letter)
        down(letter)

    def test_not_passed_on_to_somebody_else_s_unit(self, station):
        letter = down()
        with pytest.raises(Invalid) as refused:
            pass_on(letter.number, unit=unit("supervision-1"), reason="x", by=person("district_custodian"))
        assert set(refused.value.fields) == {"unit"}

    def test_the_unit_it_was_passed_to_answers_once_and_nobody_else(self):
        letter = down()
        with pytest.raises(NotAllowed):
            accept_letter(letter.number, by=person("registrar"))
        with pytest.raises(NotAllowed):
            accept_letter(letter.number, by=person("district_head"))
        with pytest.raises(NotVisible):
            accept_letter(letter.number, by=person("office_custodian"))
        accept_letter(letter.number, by=person("district_custodian"))
        with pytest.raises(Conflict):
            send_back(letter.number, reason="x", by=person("district_custodian"))


def test_the_office_goes_on_answering_whoever_wrote_to_it():
    letter = accepted_letter(real_name())
    assert letter.unit == unit("petition")
    with pytest.raises(NotAllowed):
        check_signature(letter.number, genuine=True, note="x", by=person("district_custodian"))
    check_signature(letter.number, genuine=True, note="回访核实", by=person("registrar"))
    tell_acceptance(letter.number, told_on=timezone.localdate(), manner=Manner.CALL, by=person("registrar"))
    clue = walk(make_clue(letter, by="district_custodian"), "concluded")
    assert to_tell(letter) == {"registrar", "registrar_2"}
    assert clue.feedbacks.filter(to_unit=unit("petition")).exists()


def to_tell(letter):
    duty = Duty.objects.open().about(letter).get(kind="report.result")
    return set(Person.objects.holding(group=duty.group_id).values_list("username", flat=True))


def test_found_to_be_about_own_staff_it_leaves_the_district_for_the_compartment():
    office = build_office()
    letter = accepted_letter(make_letter(subjects=[new_subject(identifiers={"staff": "CP-1"})]))
    letter.subjects.get().standings.update(unit=unit("supervision-1"))
    assert make_clue(letter, by="district_custodian").office == office
    assert not sees("district_custodian", letter)
    assert make_clue(letter, by="cadre_manager").office == office


def offered(letter):
    """The form as its page offers it."""
    form = PassForm(row=letter, by=person("registrar"))
    form.offer()
    return form


class TestTheDistrictProposed:
    """监察法实施条例 arts. 48-49: whose cadre, then where."""

    def proposed(self, *subjects):
        letter = make_letter(subjects=[new_subject(**given) for given in subjects])
        form = offered(letter)
        return form.initial.get("unit"), str(form.fields["unit"].help_text)

    def test_whose_cadres_all_subjects_are_with_the_reason(self):
        here = {"authority": Authority.DISTRICT, "territory": "990101", "unit": None}
        found, why = self.proposed(here, here)
        assert found == unit("district-1")
        assert str(found) in why

    @pytest.mark.parametrize(
        "other",
        [
            {"authority": Authority.DISTRICT, "territory": "", "unit": None},
            {"authority": Authority.DISTRICT, "territory": "000000", "unit": None},
            {"authority": Authority.MUNICIPAL, "territory": "990101"},
            {"authority": Authority.UNKNOWN, "territory": "990101"},
        ],
    )
    def test_none_where_it_is_not_known_of_each(self, other):
        here = {"authority": Authority.DISTRICT, "territory": "990101", "unit": None}
        assert self.proposed(other) == self.proposed(here, other) == self.proposed() == (None, "")

    def test_none_that_is_no_place_the_letter_can_go_now(self, station):
        subject = new_subject(authority=Authority.DISTRICT, territory="990101", unit=None)
        assert "unit" not in offered(down(make_letter(subjects=[subject]))).initial
