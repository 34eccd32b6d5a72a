"""The pages of approvals and chains, for `tests.places`."""

from __future__ import annotations

from django.utils import timezone

from clues.clue.terms import ClueState
from hub.approvals import actions
from hub.approvals.models import ChainStep, Step
from tests.factories import clue_at
from tests.signing import running_approval, sign_as
from tests.town import person


def approval_pages(sheet: int) -> dict[str, tuple[str, str]]:
    """The pages of approvals, each with an approval in the state in which it is offered."""
    head, manager, today = person("management_head"), person("manager"), timezone.localdate()
    ChainStep.objects.filter(chain__code="clue.opinion").update(editable=["plan"])
    opinion = running_approval(clue_at(ClueState.OPINION))
    claimed, signed, busy = (clue_at(ClueState.PROPOSED) for _ in range(3))
    actions.claim(running_approval(claimed).pk, by=head)
    sign_as("management_head", signed)
    busy_sheet = running_approval(busy).pk
    actions.copy_to(busy_sheet, to=[person("group_head")], by=manager)
    question = actions.ask_aside(busy_sheet, to=head, text="?", by=manager)
    actions.add_signer(busy_sheet, to=person("deputy"), before=False, by=head, reason="x")
    added = Step.objects.get(approval=busy_sheet, added_by=head)
    absence = actions.declare_absence(actions.NewAbsence(head, person("deputy"), today, today), by=head)
    waiting = {
        f"approvals:{slug}": ("management_head", f"/approvals/{sheet}/{slug}/")
        for slug in ("claim", "delegate", "add-signer", "transfer", "urge", "copy", "ask", "terminate")
    }
    return waiting | {
        "approvals:withdraw": ("manager", f"/approvals/{sheet}/withdraw/"),
        "approvals:release": ("management_head", f"/approvals/{running_approval(claimed).pk}/release/"),
        "approvals:take-back": ("management_head", f"/approvals/{running_approval(signed).pk}/take-back/"),
        "approvals:amend": ("team_leader", f"/approvals/{opinion.pk}/amend/"),
        "approvals:mark-read": ("group_head", f"/approvals/{busy_sheet}/mark-read/"),
        "approvals:answer": ("management_head", f"/approvals/{busy_sheet}/questions/{question.pk}/answer/"),
        "approvals:remove-signer": ("management_head", f"/approvals/{busy_sheet}/steps/{added.pk}/remove/"),
        "approvals:batch": ("management_head", "/approvals/batch/"),
        "approvals:absences": ("management_head", "/approvals/absences/"),
        **chain_pages(),
        "approvals:absence-end": ("management_head", f"/approvals/absences/{absence.pk}/end/"),
    }


def chain_pages() -> dict[str, tuple[str, str]]:
    """The pages on which administrators draw and release chains."""
    draft = actions.draw_chain("clue.opinion", by=person("system_admin"))
    here, step = f"/chains/{draft.pk}/", draft.steps.all()[0].pk
    own = {
        "chains:list": "/chains/",
        "chains:draw": "/chains/draw/clue.routing/",
        "chains:detail": here,
        "chains:describe": f"{here}name/",
        "chains:step-add": f"{here}steps/add/",
        "chains:step-edit": f"{here}steps/{step}/",
        "chains:step-remove": f"{here}steps/{step}/remove/",
        "chains:dry-run": f"{here}dry-run/",
        "chains:discard": f"{here}discard/",
    }
    pages = {route: ("system_admin", path) for route, path in own.items()}
    return pages | {"chains:release": ("security_admin", f"{here}release/")}
