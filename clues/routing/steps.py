"""Proposing the unit in charge of a clue."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from accounts.terms import Role, UnitKind
from clues.clue.rows import CLUE
from clues.routing.actions import propose_unit, revise_proposal
from clues.routing.rules import route
from clues.subjects.terms import Authority
from hub.approvals.returned import not_returned
from hub.steps.choices import unit_field
from hub.steps.forms import LONGEST_REASON, StepForm, paragraph
from hub.steps.step import Step


class ProposalForm(StepForm):
    """The unit that is to have the clue. `route` is what the rules propose and why."""

    described = {
        "chosen": "Code of a unit.",
        "override_reason": "Needed where the rules propose another unit.",
    }

    chosen = unit_field(
        label=_("Unit in charge"), help_text=_("Units where a clue custodian can sign for it.")
    )
    override_reason = forms.CharField(
        label=_("Reason for another unit"),
        required=False,
        max_length=LONGEST_REASON,
        widget=paragraph(3),
        help_text=_("Required when you choose another unit than the rules propose."),
    )

    def offer(self) -> None:
        self.route = route(self.row)
        self.fields["chosen"].queryset = Unit.objects.existing().staffed(Role.CUSTODIAN)  # type: ignore[attr-defined]
        self.initial.setdefault("chosen", self.route.unit)

    def reasons(self) -> list[tuple[Any, str]]:
        """The facts the rules were asked with, in words."""
        facts, clue = self.route.facts, self.row
        units = {
            unit.code: str(unit)
            for unit in Unit.objects.filter(code__in=[facts.subject_unit, facts.inspecting_team])
        }
        districts = Unit.objects.filter(kind=UnitKind.DISTRICT, territory=facts.territory).exclude(
            territory=""
        )
        return [
            (_("Source"), clue.get_source_display()),
            (_("Category"), str(clue.category)),
            (_("Subject managed by"), str(Authority(facts.authority).label)),
            (_("Unit of the subject"), units.get(facts.subject_unit, "")),
            (_("Inspected at present by"), units.get(facts.inspecting_team, "")),
            (_("Territory"), str(districts.first() or facts.territory)),
        ]


class ProposalRevisionForm(ProposalForm):
    """The proposal as it was, to be changed."""

    def offer(self) -> None:
        last = self.row.proposals.last()
        if last is not None:
            self.initial.update({"chosen": last.chosen_id, "override_reason": last.override_reason})
        super().offer()


PROPOSE = Step(
    slug="propose",
    label=_("Propose the unit in charge"),
    done=_("The proposal is submitted for approval."),
    of=CLUE,
    transition="propose",
    action=propose_unit,
    form=ProposalForm,
    address="proposals",
    template="clues/routing/step_propose.html",
)


REVISE_PROPOSAL = Step(
    slug="revise",
    label=_("Change the proposal"),
    done=_("The proposal is submitted again."),
    of=CLUE,
    transition="revise",
    action=revise_proposal,
    form=ProposalRevisionForm,
    address="proposal-revisions",
    template="clues/routing/step_propose.html",
    closed=not_returned,
)
