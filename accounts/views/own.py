"""One's own page: the posts one acts through, one's clearance, one's recusals and declaring one."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.actions import declare_recusal
from accounts.forms import RecusalForm
from accounts.models import Recusal
from accounts.policies import may_end_recusal
from hub.kernel.views import ActionFormView


class Own(ActionFormView):
    template_name = "accounts/own.html"
    form_class = RecusalForm
    done = _("Your recusal is declared. Matters about this party are no longer shown to you.")

    def act(self, form: Any) -> Recusal:
        given = form.cleaned_data
        return declare_recusal(
            self.person,
            identity=(given["scheme"], given["number"]),
            ground=given["ground"],
            reason=given["reason"],
            by=self.person,
        )

    def after(self, made: Recusal) -> str:
        return reverse("accounts:own")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        recusals = list(self.person.recusals.valid().select_related("declared_by").order_by("-pk"))
        return super().get_context_data(
            posts=self.person.current_posts,
            clearance=self.person.clearance,
            recusals=recusals,
            endable={each.pk for each in recusals if may_end_recusal(each, self.person)},
            **kwargs,
        )
