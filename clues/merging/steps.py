"""Merging clues about one subject, undoing it, splitting a clue off."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.policies import classifications_for
from clues.choices import category_field
from clues.clue.flow import MERGEABLE
from clues.clue.models.clues import Clue
from clues.clue.rows import CLUE
from clues.merging.actions import NewPart, propose_merge, split_clue, undo_merge
from hub.steps.choices import level_field
from hub.steps.fields import KeysField
from hub.steps.forms import LONGEST_TEXT, ReasonForm, paragraph
from hub.steps.step import Step


class MergeForm(ReasonForm):
    """Which other clue about the same subject goes on within this one, by its number."""

    described = {"merged": "Number of the clue that goes on within this one."}

    merged = forms.CharField(
        label=_("Clue that goes on within this one"),
        max_length=30,
        widget=forms.Select,
        help_text=_("Clues about the same subject that you see and that are not in approval."),
    )
    field_order = ["merged", "reason"]

    def offer(self) -> None:
        others = Clue.objects.visible_to(self.by).filter(subject=self.row.subject_id, state__in=MERGEABLE)
        offered = [(each.number, str(each)) for each in others.exclude(pk=self.row.pk).order_by("-pk")]
        self.fields["merged"].widget.choices = [("", "---------"), *offered]  # type: ignore[attr-defined]


class SplitForm(ReasonForm):
    """The part of what is alleged that goes its own way."""

    described = {
        "allegations": "Ids of allegations that leave this clue and go with the part; at least one stays."
    }

    title = forms.CharField(label=_("Title"), max_length=200)
    summary = forms.CharField(label=_("Main allegations"), max_length=LONGEST_TEXT, widget=paragraph(5))
    category = category_field()
    allegations = KeysField(
        label=_("Allegations that go with it"),
        most=500,
        required=False,
        help_text=_(
            "They leave this clue, where at least one stays. Choose none if what you wrote above is new."
        ),
    )
    classification = level_field()
    field_order = ["title", "summary", "category", "allegations", "classification", "reason"]

    def offer(self) -> None:
        levels = classifications_for(self.by).filter(rank__gte=self.row.classification_id)
        self.fields["classification"].queryset = levels  # type: ignore[attr-defined]
        self.initial.setdefault("classification", self.row.classification_id)
        self.initial.setdefault("category", self.row.category_id)
        allegations = self.row.allegations.all()
        if len(allegations) > 1:
            self.fields["allegations"].choices = [(each.pk, str(each)) for each in allegations]  # type: ignore[attr-defined]
        else:  # one alone has to stay: there is nothing to choose
            del self.fields["allegations"]

    def arguments(self) -> dict[str, Any]:
        return {"new": NewPart(**super().arguments())}


SPLIT = Step(
    slug="split",
    label=_("Split off a clue"),
    done=_("The part is a clue of its own, to be assigned."),
    of=CLUE,
    transition="split",
    action=split_clue,
    form=SplitForm,
    address="splits",
    style="",
)


MERGE = Step(
    slug="merge",
    label=_("Merge another clue into it"),
    done=_("The merging is submitted for approval."),
    of=CLUE,
    transition="take_in",
    action=propose_merge,
    form=MergeForm,
    address="merges",
    style="",
)


UNMERGE = Step(
    slug="unmerge",
    label=_("Undo the merging"),
    done=_("The clue stands where it stood before."),
    of=CLUE,
    transition="unmerge",
    action=undo_merge,
    form=ReasonForm,
    address="merge-undoings",
    style="",
)
