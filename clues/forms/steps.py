"""What a person types when they take a clue one step further.

Each form knows the clue, for its choices; its fields bear the names of the action's arguments.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person, Unit
from accounts.policies import classifications_for
from accounts.querysets import on_day
from accounts.terms import Role, UnitKind
from clues.flow import MERGEABLE
from clues.forms.days import why_late
from clues.handlers import eligible_handlers
from clues.models import Clue, DisposalWay, WayField
from clues.routing import route
from clues.terms import Authority
from hub.access.readers import Choice
from hub.kernel.fields import only_for
from hub.rules.models import Level


def paragraph(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class StepForm(forms.Form):
    """The version of the clue the person has before them; a step that asks for nothing needs no more.

    for_person: whether it takes `by`, because what it offers depends on who fills it in.
    """

    for_person: ClassVar[bool] = False
    template: ClassVar[str] = "clues/step_form.html"

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    not_offered: Sequence[Person] = ()

    def __init__(self, *args: Any, clue: Clue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clue = clue
        self.initial.setdefault("version", clue.version)

    def arguments(self) -> dict[str, Any]:
        """What was typed, for the action."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class ClassificationForm(StepForm):
    """Another classification; `by` is not offered more than their own clearance."""

    for_person = True
    level = forms.ModelChoiceField(label=_("New classification"), queryset=Level.objects.none())
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=paragraph(2))

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = classifications_for(by).exclude(pk=self.clue.classification_id)
        self.fields["level"].queryset = others  # type: ignore[attr-defined]


class MergeForm(StepForm):
    """Which other clue about the same subject goes on within this one; `by` chooses among those they see."""

    for_person = True
    merged = forms.ModelChoiceField(
        label=_("Clue that goes on within this one"),
        queryset=Clue.objects.visible_to(None),
        help_text=_("Clues about the same subject that you see and that are not in approval."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=paragraph(2))

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Clue.objects.visible_to(by).filter(subject=self.clue.subject_id, state__in=MERGEABLE)
        self.fields["merged"].queryset = others.exclude(pk=self.clue.pk).order_by("-pk")  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        typed = super().arguments()
        return typed | {"merged": typed["merged"].number}


def offer(form: StepForm, name: str, choice: Choice, *, but: Sequence[Person] = ()) -> None:
    """Let the field choose among who is offered; the page says who is left out because of recusal."""
    offered = [person.pk for person in choice.offered if person not in but]
    form.fields[name].queryset = Person.objects.filter(pk__in=offered).order_by("pk")  # type: ignore[attr-defined]
    form.not_offered = choice.not_offered


class ReasonForm(StepForm):
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=paragraph(2))


class ProposeForm(StepForm):
    """The unit that is to have the clue. `route` is what the rules propose and why."""

    template = "clues/step_propose.html"

    chosen = forms.ModelChoiceField(
        label=_("Unit in charge"),
        queryset=Unit.objects.none(),
        help_text=_("Units where a clue custodian can sign for it."),
    )
    override_reason = forms.CharField(
        label=_("Reason for another unit"),
        required=False,
        max_length=2000,
        widget=paragraph(3),
        help_text=_("Required when you choose another unit than the rules propose."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.route = route(self.clue)
        self.fields["chosen"].queryset = Unit.objects.existing().staffed(Role.CUSTODIAN)  # type: ignore[attr-defined]
        self.initial.setdefault("chosen", self.route.unit)

    def reasons(self) -> list[tuple[Any, str]]:
        """The facts the rules were asked with, in words."""
        facts, clue = self.route.facts, self.clue
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


class ReviseForm(ProposeForm):
    """The proposal as it was, to be changed."""

    def __init__(self, *args: Any, clue: Clue, **kwargs: Any) -> None:
        last = clue.proposals.last()
        was = {"chosen": last.chosen_id, "override_reason": last.override_reason} if last else {}
        super().__init__(*args, clue=clue, **(kwargs | {"initial": was}))


class PushForm(StepForm):
    note = forms.CharField(
        label=_("Note to the receiving unit"), required=False, max_length=2000, widget=paragraph(3)
    )


class ReturnForm(StepForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=paragraph(3),
        help_text=_("Case management reads it and decides anew. Your unit's access to the clue ends."),
    )


class AssignForm(StepForm):
    handlers = forms.ModelMultipleChoiceField(
        label=_("Two handlers"),
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Handlers of your unit who are cleared for this clue and not recused."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "handlers", eligible_handlers(self.clue))


class OpinionForm(StepForm):
    way = forms.ModelChoiceField(
        label=_("Way of disposal"),
        queryset=DisposalWay.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    plan = forms.CharField(label=_("Plan"), max_length=10000, widget=paragraph(8))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_force = DisposalWay.objects.filter(on_day(timezone.localdate()))
        self.fields["way"].queryset = in_force  # type: ignore[attr-defined]
        asked: dict[str, list[WayField]] = {}
        for each in WayField.objects.filter(way__in=in_force).select_related("way"):
            asked.setdefault(each.code, []).append(each)
        self.details = list(asked)
        for code, fields in asked.items():
            self.fields[code] = _detail(fields)

    def arguments(self) -> dict[str, Any]:
        typed = super().arguments()
        return {
            "way": typed["way"],
            "plan": typed["plan"],
            "details": {code: typed[code] for code in self.details},
        }


def _detail(fields: list[WayField]) -> forms.CharField:
    """One field for all the ways that require it; which are chosen only when it is sent."""
    ways = ", ".join(str(field.way) for field in fields)
    shown = only_for("way", [field.way_id for field in fields])
    return forms.CharField(
        label=str(fields[0]),
        required=False,
        max_length=10000,
        help_text=_("Required for: %(ways)s") % {"ways": ways},
        widget=forms.TextInput(shown) if fields[0].document else forms.Textarea({"rows": 3} | shown),
    )


class ReviseOpinionForm(OpinionForm):
    """The opinion as it was, to be changed."""

    def __init__(self, *args: Any, clue: Clue, **kwargs: Any) -> None:
        last = clue.opinions.last()
        was = {"way": last.way_id, "plan": last.plan, **last.details} if last else {}
        super().__init__(*args, clue=clue, **(kwargs | {"initial": was}))


class FeedbackForm(StepForm):
    text = forms.CharField(
        label=_("Feedback"),
        max_length=10000,
        widget=paragraph(6),
        help_text=_(
            "The petition office reads it and may tell it to the reporter. The report itself stays here."
        ),
    )


class FollowUpForm(StepForm):
    """Which of the open tasks was done, on which day and how."""

    task = forms.ChoiceField(label=_("Task"), widget=forms.RadioSelect)
    told_on = forms.DateField(label=_("Done on"), widget=forms.DateInput(attrs={"type": "date"}))
    note = forms.CharField(label=_("How it was done"), max_length=5000, widget=paragraph(4))
    late_reason = why_late()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owed = self.clue.follow_ups.open()
        choices = [(each.task, each.get_task_display()) for each in owed]
        self.fields["task"].choices = choices  # type: ignore[attr-defined]
        self.initial.setdefault("told_on", timezone.localdate())
