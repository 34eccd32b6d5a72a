"""Taking in a clue of a partner body."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from clues.actions.receiving import receive_clue
from clues.forms.receiving import ReferralForm
from clues.models import Clue
from clues.policies.clues import may_receive_referrals
from hub.kernel.errors import demand
from hub.kernel.views import ActionFormView


class ClueReceive(ActionFormView):
    template_name = "clues/clue_receive.html"
    form_class = ReferralForm
    fields = {"identifiers": "identifier"}
    done = _("The clue is received; decide within five working days.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            demand(may_receive_referrals(self.person))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"person": self.person}

    def act(self, form: ReferralForm) -> Clue:
        return receive_clue(form.new_referral(), by=self.person)

    def after(self, made: Clue) -> str:
        return made.get_absolute_url()
