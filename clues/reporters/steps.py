"""What is owed to a real-name reporter: telling them, and what they say to it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clues.choices import ON_A_DAY, DatedForm, why_late
from clues.letters.models.letters import Letter
from clues.letters.rows import LETTER
from clues.reporters import actions as reports
from clues.reporters.models import Feedback
from clues.reporters.policies import may_answer_reporter
from clues.reporters.rows import EVIDENCE
from clues.reporters.standing import OPEN
from clues.reporters.terms import Manner
from hub.steps.choices import day_field
from hub.steps.fields import YesNoField
from hub.steps.forms import StepForm, paragraph
from hub.steps.step import Step, unless

TOWARDS_REPORTER = "reporter"


NO_NAMES = _("Without name, number or address of the reporter: these stay in their sealed store.")


class SignatureForm(StepForm):
    described = {
        "genuine": "True name and reachable; false: counts as anonymous.",
        "note": "How it was checked, without anything that names the reporter.",
    }

    genuine = YesNoField(
        label=_("The real name"),
        yes=_("True name, and reachable"),
        no=_("Cannot be verified: counts as anonymous"),
    )
    note = forms.CharField(
        label=_("How it was checked"), max_length=300, widget=paragraph(2), help_text=NO_NAMES
    )


class TellingForm(DatedForm):
    described = {"told_on": ON_A_DAY}

    told_on = day_field(_("Told on"))
    manner = forms.ChoiceField(label=_("How it was told"), choices=Manner, widget=forms.RadioSelect)
    late_reason = why_late()


class ObjectionForm(DatedForm):
    day = "raised_on"
    described = {"raised_on": ON_A_DAY}

    raised_on = day_field(_("Raised on"))
    text = forms.CharField(
        label=_("What the reporter objects"), max_length=5000, widget=paragraph(), help_text=NO_NAMES
    )
    new_evidence = YesNoField(
        label=_("New evidence"),
        yes=_("With new evidence: it is checked"),
        no=_("Without new evidence: it is noted"),
    )
    late_reason = why_late()


class EvidenceForm(StepForm):
    answer = forms.CharField(label=_("What came of it"), max_length=5000, widget=paragraph())


def _told(letter: Letter, by: Any, form: Any) -> dict[str, Any]:
    """What was fed back, for whoever tells it on."""
    return {"feedbacks": Feedback.objects.visible_to(by).about(letter)}


def _towards_reporter(slug: str, **declared: Any) -> Step:
    """A step of the office the reporter wrote to, while it is owed."""
    return Step(
        slug=slug,
        of=LETTER,
        may=may_answer_reporter,
        closed=unless(OPEN[slug]),
        group=TOWARDS_REPORTER,
        **declared,
    )


REPORTER_STEPS = [
    _towards_reporter(
        "signature",
        label=_("Check the real name"),
        done=_("The check is noted."),
        action=reports.check_signature,
        form=SignatureForm,
        address="signature-checks",
    ),
    _towards_reporter(
        "acceptance",
        label=_("Note that acceptance was told"),
        done=_("It is noted that the reporter was told of acceptance."),
        action=reports.tell_acceptance,
        form=TellingForm,
        address="acceptance-notices",
    ),
    _towards_reporter(
        "return-told",
        label=_("Note that the return was told"),
        done=_("It is noted that the reporter was told of the return."),
        action=reports.tell_return,
        form=TellingForm,
        address="return-notices",
    ),
    _towards_reporter(
        "result",
        label=_("Note that the result was told"),
        done=_("It is noted that the reporter was told the result."),
        action=reports.tell_result,
        form=TellingForm,
        address="result-notices",
        template="clues/reporters/step_tell_result.html",
        tells=_told,
    ),
    _towards_reporter(
        "objection",
        label=_("Record an objection"),
        done=_("The objection is recorded."),
        action=reports.record_objection,
        form=ObjectionForm,
        address="objections",
    ),
]


ANSWER_EVIDENCE = Step(
    slug="check",
    label=_("Send the answer"),
    done=_("Your answer is with the petition office."),
    of=EVIDENCE,
    action=reports.answer_evidence,
    form=EvidenceForm,
    address="answers",
    template="clues/reporters/evidence_check.html",
    to="home",
)
