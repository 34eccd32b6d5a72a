"""Passwords on pages: giving somebody a one-time password, and changing one's own."""

from __future__ import annotations

from typing import Any

from allauth.account.views import PasswordChangeView
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from accounts import policies
from accounts.passwords import OneTime, give_password
from accounts.views.changes import AboutPerson
from hub.kernel.errors import demand
from hub.kernel.verdict import deny


class PasswordGive(AboutPerson):
    """Asks once, then shows the password in the answer itself: no address leads to it."""

    form_class = Form
    title = _("Give a one-time password")
    warning = _(
        "The password is shown once, to you. Hand it over in person; it must be changed at the next sign-in. "
        "The present password and every open session of this person end."
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        demand(policies.may_give_password(self.shown, self.person))
        return super().get_context_data(**kwargs)

    def act(self, form: Any) -> OneTime:
        return give_password(self.shown.pk, by=self.person)

    def answer(self, made: OneTime) -> HttpResponse:
        return render(self.request, "accounts/password_given.html", {"given": made, "back": self.back()})


class ChangeOwn(PasswordChangeView):
    """allauth's page; who has no password to change has none to set either."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and not request.user.has_usable_password():
            demand(deny("no_password", _("You have no password; the system administrator gives you one.")))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(must_change=not policies.may_act(self.request.user), **kwargs)
