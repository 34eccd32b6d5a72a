"""The steps beside the straight way: time, merging and splitting, what takes two people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from clues.actions import extending, merging, motions, suspending
from clues.forms import moves
from clues.forms import steps as forms
from clues.steps.shape import Step

MOVES = [
    Step(
        "extend",
        "ask_extension",
        _("Ask for an extension"),
        _("The extension is submitted for approval."),
        extending.ask_extension,
        moves.ExtensionForm,
        style="",
    ),
    Step(
        "suspend",
        "ask_suspension",
        _("Ask for a suspension"),
        _("The suspension is submitted for approval."),
        suspending.ask_suspension,
        moves.SuspensionForm,
        style="",
    ),
    Step(
        "resume",
        "resume",
        _("Resume"),
        _("Time runs again."),
        suspending.resume_clue,
        forms.ReasonForm,
    ),
    Step(
        "conclude",
        "propose_conclusion",
        _("Propose the conclusion"),
        _("The conclusion is submitted for approval."),
        motions.propose_conclusion,
        moves.ConclusionForm,
    ),
    Step(
        "split",
        "split",
        _("Split off a clue"),
        _("The part is a clue of its own, to be assigned."),
        merging.split_clue,
        forms.SplitForm,
        style="",
    ),
    Step(
        "merge",
        "take_in",
        _("Merge another clue into it"),
        _("The merging is submitted for approval."),
        merging.propose_merge,
        forms.MergeForm,
        style="",
    ),
    Step(
        "unmerge",
        "unmerge",
        _("Undo the merging"),
        _("The clue stands where it stood before."),
        merging.undo_merge,
        forms.ReasonForm,
        style="",
    ),
    Step(
        "strike",
        "propose_striking",
        _("Propose to strike it"),
        _("The striking is submitted for approval."),
        motions.propose_striking,
        moves.StrikingForm,
        style="",
    ),
]
