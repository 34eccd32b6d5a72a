"""What becomes of a letter beside a clue: returned, passed down, found to frame somebody."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clues.choices import ON_A_DAY, DatedForm, why_late
from clues.letter_ways.actions import framing, passing_down
from clues.letter_ways.actions import returns as letter_returns
from clues.letter_ways.actions.framing import Decision
from clues.letter_ways.actions.returns import NewReturn
from clues.letter_ways.policies import may_answer_pass, may_pass_down, may_record_framing, may_revise_return
from clues.letter_ways.standing import framing_of
from clues.letters.policies import may_transfer
from clues.letters.rows import LETTER
from clues.letters.standing import awaits_answer, is_untouched, lower_units, may_be_passed_on, open_return
from clues.letters.terms import DecidingCommission, ReturnGround
from clues.routing.jurisdiction import district_of
from hub.kernel.fields import only_for
from hub.steps.choices import day_field, unit_field
from hub.steps.forms import ReasonForm
from hub.steps.step import Step, unless


class ReturnForm(ReasonForm):
    """With what was proposed before, where a signer has returned it."""

    described = {"organ": "For another organ's business."}

    ground = forms.ChoiceField(
        label=_("Ground for returning it"), choices=ReturnGround, widget=forms.RadioSelect
    )
    organ = forms.CharField(
        label=_("Organ it goes to"),
        required=False,
        max_length=120,
        help_text=_("Required for another organ's business."),
        widget=forms.TextInput(only_for("ground", [ReturnGround.NOT_OURS])),
    )
    field_order = ["ground", "organ", "reason"]

    def offer(self) -> None:
        asked = open_return(self.row)
        if asked is not None:
            for name in ("ground", "organ", "reason"):
                self.initial.setdefault(name, getattr(asked, name))

    def arguments(self) -> dict[str, Any]:
        return {"new": NewReturn(**super().arguments())}


class PassForm(ReasonForm):
    """With the district that jurisdiction names, and why; with none where that is not known."""

    described = {"unit": "Code of the unit that gets it."}

    unit = unit_field(label=_("Unit it goes to"))
    field_order = ["unit", "reason"]

    def offer(self) -> None:
        units = lower_units(self.row)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        district = district_of(self.row)
        if district is not None and units.filter(pk=district.pk).exists():
            self.initial.setdefault("unit", district)
            said = _("Proposed: whom the letter is about is managed by %(district)s.")
            self.fields["unit"].help_text = said % {"district": district}


class DecisionForm(DatedForm):
    day = "decided_on"
    described = {
        "organ": "Never a district commission.",
        "decided_on": ON_A_DAY,
    }

    organ = forms.ChoiceField(
        label=_("Decided by"),
        choices=DecidingCommission,
        widget=forms.RadioSelect,
        help_text=_("A district commission does not decide this."),
    )
    document = forms.CharField(label=_("Number of the document"), max_length=80)
    decided_on = day_field(_("Decided on"))
    late_reason = why_late()

    def arguments(self) -> dict[str, Any]:
        return {"new": Decision(**super().arguments())}


WAY = "way"  # what becomes of a letter beside a clue


LETTER_WAYS = [
    Step(
        slug="accept",
        label=_("Accept the letter"),
        done=_("The letter is accepted: draw a clue from it."),
        of=LETTER,
        group=WAY,
        may=may_answer_pass,
        closed=unless(awaits_answer),
        action=passing_down.accept_letter,
        address="pass-acceptances",
        explains=_(
            "Your unit deals with it: clues are drawn from it at your unit, and no more where it came from."
        ),
    ),
    Step(
        slug="pass-on",
        label=_("Pass it on to a unit of your own"),
        done=_("The letter is passed on."),
        of=LETTER,
        group=WAY,
        may=may_answer_pass,
        closed=unless(may_be_passed_on),
        action=passing_down.pass_on,
        form=PassForm,
        address="pass-forwardings",
        style="",
        explains=_("That unit reads the letter, and answers in the time that the rule gives it."),
    ),
    Step(
        slug="send-back",
        label=_("Send it back"),
        done=_("The letter is sent back."),
        of=LETTER,
        group=WAY,
        may=may_answer_pass,
        closed=unless(awaits_answer),
        action=passing_down.send_back,
        form=ReasonForm,
        address="pass-returns",
        style="",
        explains=_("The letter goes back to the petition office, and your unit sees it no more."),
    ),
    Step(
        slug="return-revision",
        label=_("Change the return and submit it again"),
        done=_("The return is submitted again."),
        of=LETTER,
        group=WAY,
        may=may_revise_return,
        closed=unless(lambda letter: open_return(letter) is not None),
        action=letter_returns.revise_letter_return,
        form=ReturnForm,
        address="return-revisions",
    ),
    Step(
        slug="return",
        label=_("Propose to return the letter"),
        done=_("The return waits for approval."),
        of=LETTER,
        group=WAY,
        may=may_transfer,
        closed=unless(is_untouched),
        action=letter_returns.propose_letter_return,
        form=ReturnForm,
        address="return-proposals",
        style="",
        explains=_("The leader in charge decides. Until then no clue is drawn from the letter."),
    ),
    Step(
        slug="pass-down",
        label=_("Pass it down to a district"),
        done=_("The letter is passed down."),
        of=LETTER,
        group=WAY,
        may=may_pass_down,
        closed=unless(is_untouched),
        action=passing_down.pass_down,
        form=PassForm,
        address="passes",
        style="",
        explains=_("That unit reads the letter, and answers in the time that the rule gives it."),
    ),
    Step(
        slug="framing",
        label=_("Enter a finding of framing"),
        done=_("The finding is on file."),
        of=LETTER,
        group=WAY,
        may=may_record_framing,
        closed=unless(lambda letter: framing_of(letter) is None),
        action=framing.record_framing,
        form=DecisionForm,
        address="framing-findings",
        style="",
    ),
    Step(
        slug="framing-lifted",
        label=_("Enter that the finding was lifted"),
        done=_("The decision is on file."),
        of=LETTER,
        group=WAY,
        may=may_record_framing,
        closed=unless(lambda letter: framing_of(letter) is not None),
        action=framing.lift_framing,
        form=DecisionForm,
        address="framing-liftings",
        style="",
    ),
]
