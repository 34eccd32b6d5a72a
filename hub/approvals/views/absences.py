"""One's own absences: who signs meanwhile, and for whom one signs oneself."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import Q
from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.querysets import PersonQuerySet
from accounts.terms import ADMINISTRATORS, Role
from hub.approvals import actions
from hub.approvals.forms.absences import AbsenceForm
from hub.approvals.models import Absence
from hub.approvals.policies import may_end_absence
from hub.approvals.purposes import purposes
from hub.approvals.views.people import picked
from hub.kernel.errors import NotVisible, demand
from hub.kernel.views import ActionFormView

# Who signs nothing, hence nobody's proxy.
_NEVER = [*ADMINISTRATORS, Role.SYSTEM]


class Absences(ActionFormView):
    """Those that have not passed, and declaring one: for oneself, and as head for members of the unit."""

    form_class = AbsenceForm
    fields = {"proxy": "to"}
    done = _("The absence is declared.")

    def get_template_names(self) -> list[str]:
        return ["approvals/people.html" if self.partial else "approvals/absences.html"]

    def get_form_kwargs(self) -> dict[str, Any]:
        known = {"by": self.person, "members": self._members(), "people": self._people()}
        return super().get_form_kwargs() | known

    def act(self, form: Any) -> Absence:
        return actions.declare_absence(form.new_absence(), by=self.person)

    def after(self, made: Absence) -> str:
        return reverse("approvals:absences")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = Q(person=self.person) | Q(proxy=self.person) | Q(declared_by=self.person)
        absences = list(Absence.objects.not_passed().filter(mine).select_related("person", "proxy"))
        titles = {each.code: each.title for each in purposes()}
        return super().get_context_data(
            lines=[(each, [titles.get(code, code) for code in each.purposes]) for each in absences],
            **picked(self.request, self._people(), several=False),
            **kwargs,
        )

    def _members(self) -> list[Person]:
        """Members of the units the person heads: of them, too, they may say that they are away."""
        headed = [
            post.group.unit_id for post in self.person.current_posts if post.group.role == Role.OFFICE_HEAD
        ]
        if not headed:
            return []
        roles = set(Role.values) - {Role.LEADER_IN_CHARGE}
        members = Person.objects.holding(group__unit__in=headed, group__role__in=roles)
        return list(members.exclude(pk=self.person.pk))

    def _people(self) -> PersonQuerySet:
        """Whoever holds a post of today through which matters are read."""
        serving = Person.objects.holding().exclude(pk__in=Person.objects.holding(group__role__in=_NEVER))
        return serving.exclude(pk=self.person.pk)


class EndAbsence(ActionFormView):
    """The person is back earlier."""

    template_name = "approvals/absence_end.html"
    form_class = Form
    done = _("The absence is ended.")

    @cached_property
    def absence(self) -> Absence:
        own = Q(person=self.person) | Q(declared_by=self.person)
        known = Absence.objects.not_passed().filter(own, pk=self.kwargs["absence_id"])
        absence = known.select_related("person", "proxy").first()
        if absence is None:
            raise NotVisible
        return absence

    def act(self, form: Any) -> Absence:
        return actions.end_absence(self.absence.pk, by=self.person)

    def after(self, made: Absence) -> str:
        return reverse("approvals:absences")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        demand(may_end_absence(self.absence, self.person))
        return super().get_context_data(absence=self.absence, **kwargs)
