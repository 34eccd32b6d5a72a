"""Recusals of others, for case management, and the end of a recusal, for whoever may end it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts import policies
from accounts.actions import declare_recusal, end_recusal
from accounts.forms import OthersRecusalForm, ReasonForm, RecusalFilter
from accounts.models import Person, Recusal
from accounts.views.directory import AdministratorForm, Directory
from hub.kernel.errors import NotVisible, demand
from hub.kernel.verdict import ALLOWED, Verdict
from hub.lists.columns import BUTTON, Column, day, named
from hub.lists.pages import Button, Nothing


def _end(recusal: Recusal) -> str:
    words = _("End the recusal of %(name)s") % {"name": recusal.person}
    url = reverse("accounts:recusal-end", args=[recusal.pk])
    return format_html('<a class="{}" href="{}" aria-label="{}">{}</a>', BUTTON, url, words, _("End"))


@dataclass(frozen=True, slots=True)
class Line:
    """A recusal; is_endable: by whoever looks at the list."""

    recusal: Recusal
    is_endable: bool


class RecusalList(Directory):
    """Recusals in force of all people."""

    policy = staticmethod(policies.may_manage_recusals)
    heading = _("Recusals")
    columns = (
        Column(_("Name of the person"), lambda line: named(line.recusal.person)),
        Column(_("Ground"), "recusal.get_ground_display"),
        Column(_("Initiative"), "recusal.get_initiative_display"),
        Column(_("Reason"), "recusal.reason"),
        Column(_("Declared by"), "recusal.declared_by"),
        day(_("Since"), "recusal.from_on"),
        Column(_("End"), lambda line: line.is_endable and _end(line.recusal), is_silent=True),
    )
    filter_class = RecusalFilter
    nothing = Nothing(_("No recusals"), _("No recusal in force meets these conditions."), "no-symbol")

    def rows(self) -> Any:
        recusals = Recusal.objects.visible_to(self.person).valid()
        return recusals.select_related("person", "declared_by", "ended_by")

    def lines(self, rows: Sequence[Recusal]) -> list[Line]:
        return [Line(each, bool(policies.may_end_recusal(each, self.person))) for each in rows]

    def buttons(self) -> Iterator[Button]:
        yield Button(_("Declare for somebody"), "accounts:recusal-declare", is_main=True)


class RecusalDeclare(AdministratorForm):
    policy = staticmethod(policies.may_manage_recusals)
    form_class = OthersRecusalForm
    title = _("Declare a recusal for somebody")
    done = _("The recusal is declared. Matters about this party are no longer shown to this person.")

    def act(self, form: Any) -> Recusal:
        given = form.cleaned_data
        return declare_recusal(
            given["username"],
            identity=(given["scheme"], given["number"]),
            ground=given["ground"],
            reason=given["reason"],
            initiative=given["initiative"],
            by=self.person,
        )

    def after(self, made: Recusal) -> str:
        return self.back()

    def back(self) -> str:
        return reverse("accounts:recusal-list")


def _everybody(by: Person) -> Verdict:
    return ALLOWED


class RecusalEnd(AdministratorForm):
    """For the person, the one who declared it and case management; each is told whether they may."""

    policy = staticmethod(_everybody)
    form_class = ReasonForm
    title = _("End this recusal")
    warning = _("From now on matters about this party can be shown again.")
    done = _("The recusal is ended.")

    @cached_property
    def recusal(self) -> Recusal:
        visible = Recusal.objects.visible_to(self.person).valid().select_related("person")
        recusal = visible.filter(pk=self.kwargs["pk"]).first()
        if recusal is None:
            raise NotVisible
        return recusal

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        demand(policies.may_end_recusal(self.recusal, self.person))
        return super().get_context_data(shown=self.recusal.person, **kwargs)

    def act(self, form: Any) -> Recusal:
        return end_recusal(self.recusal.pk, reason=form.cleaned_data["reason"], by=self.person)

    def after(self, made: Recusal) -> str:
        return self.back()

    def back(self) -> str:
        own = self.recusal.person_id == self.person.pk
        return reverse("accounts:own" if own else "accounts:recusal-list")
