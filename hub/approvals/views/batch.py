"""Several signatures at once: everything of one purpose that waits, each with its full content."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from hub.access.looks import look_at_each
from hub.access.matters import highest_level, visible_matters
from hub.access.models import What
from hub.approvals.actions import Signed, sign_many
from hub.approvals.forms.batch import BatchForm
from hub.approvals.models import Approval
from hub.approvals.purposes import Purpose
from hub.approvals.waiting import items_waiting, purposes_waiting
from hub.kernel.views import ActionFormView


class Batch(ActionFormView):
    """GET shows what waits, POST signs each of the ticked ones by itself and says what became of each."""

    template_name = "approvals/batch.html"
    form_class = BatchForm

    def act(self, form: Any) -> list[Signed]:
        return sign_many(form.items(), by=self.person, opinion=form.cleaned_data["opinion"])

    def answer(self, made: Any) -> HttpResponse:
        """What became of each; those refused stay ticked, with the opinion, to be looked at again."""
        refused = {str(each.approval_id) for each in made if each.error}
        form = BatchForm(initial={"opinion": self.request.POST.get("opinion", "") if refused else ""})
        return self.render_to_response(
            self.get_context_data(form=form, results=self._told(made), again=refused)
        )

    def _told(self, made: list[Signed]) -> list[tuple[Signed, Any]]:
        """Each with its matter, as far as it is seen."""
        places = Approval.objects.in_bulk([each.approval_id for each in made])
        references = {pk: (place.of_label, place.of_id) for pk, place in places.items()}
        matters = visible_matters(self.person, references.values())
        return [(each, matters.get(references.get(each.approval_id, ("", 0)))) for each in made]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = purposes_waiting(self.person)
        purpose = self._purpose([purpose for purpose, _n in waiting])
        items = items_waiting(self.person, purpose) if purpose is not None else []
        if purpose is not None and self.request.method != "HEAD":
            seen = [(item.matter.pk, item.approval.pk) for item in items]
            look_at_each(purpose.model, seen, by=self.person, what=What.SHEET)
        ticked = {item.split(":")[0] for item in self.request.POST.getlist("item")}
        return super().get_context_data(
            waiting=waiting,
            purpose=purpose,
            items=items,
            ticked={item.key for item in items if str(item.approval.pk) in kwargs.get("again", ticked)},
            level=highest_level(item.matter for item in items),
            **kwargs,
        )

    def _purpose(self, waiting: list[Purpose]) -> Purpose | None:
        """The one the address names, or the first of which something waits."""
        named = self.request.GET.get("purpose", "")
        return next((each for each in waiting if each.code == named), waiting[0] if waiting else None)
