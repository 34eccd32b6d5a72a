"""The periods that rules lay down: which hold, where each comes from, and another one from a day on."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import actions, policies, supposing
from accounts.forms import PeriodFilter, PeriodForm
from accounts.ties import FORMER_UNIT
from accounts.views.directory import AdministratorForm, Directory
from hub.access.preview import MOST_PEOPLE, effects_of
from hub.kernel.errors import NotVisible
from hub.kernel.views import Confirmed
from hub.lists.columns import BUTTON, UNBROKEN, Column, link, period, together, two_lines
from hub.lists.pages import Nothing
from hub.rules.deadlines import back_from, starting_on
from hub.rules.models import Deadline


def _holding(rule: Deadline) -> str:
    if rule.valid_to:
        return period(rule.valid_from, rule.valid_to)
    change = link(_("Change it"), "accounts:period-change", rule.pk, look=BUTTON)
    return together(period(rule.valid_from, None), change)


class PeriodList(Directory):
    policy = staticmethod(policies.may_administer)
    heading = _("Periods")
    columns = (
        Column(_("What the period is for"), lambda rule: two_lines(rule.name, rule.code)),
        Column(_("How long"), lambda rule: f"{rule.amount} {rule.get_unit_display()}", look=UNBROKEN),
        Column(_("Laid down in"), "citation"),
        Column(_("Holds"), _holding, look=UNBROKEN),
    )
    filter_class = PeriodFilter
    nothing = Nothing(_("No period found"), _("No period meets these conditions."), "clock")

    def rows(self) -> Any:
        return Deadline.objects.all()


class PeriodChange(Confirmed, AdministratorForm):
    """Another period from a day on. What began before keeps its day."""

    confirm_template = "accounts/confirm.html"
    form_class = PeriodForm
    title = _("Change a period")
    done = _("The new period holds from its day on.")

    @cached_property
    def rule(self) -> Deadline:
        rule: Deadline | None = Deadline.objects.filter(pk=self.kwargs["pk"]).first()
        if rule is None:
            raise NotVisible
        return rule

    def get_initial(self) -> dict[str, Any]:
        return {"amount": self.rule.amount, "unit": self.rule.unit}  # not its source: another one says so

    def weigh(self, form: Any) -> dict[str, Any]:
        new = form.new_period()
        then = Deadline(amount=new.amount, unit=new.unit, ends_on_working_day=self.rule.ends_on_working_day)
        if self.rule.code == FORMER_UNIT:
            return {"effects": "accounts/tie_effects.html"} | self._tied(then)
        days = {"starts": new.from_on, "was": starting_on(new.from_on, self.rule)}
        return {"effects": "accounts/period_effects.html", "will": starting_on(new.from_on, then)} | days

    def _tied(self, then: Deadline) -> dict[str, Any]:
        """What people would begin and cease to see if the new period held today."""
        today = timezone.localdate()
        old, new = back_from(today, self.rule), back_from(today, then)
        people = supposing.tied_otherwise(old, new)
        weighed = [
            (each, effects_of(each.reader(), supposing.tied(each, new), shown_to=self.person))
            for each in people[:MOST_PEOPLE]
        ]
        return {"weighed": weighed, "others": max(people.count() - MOST_PEOPLE, 0)}

    def act(self, form: Any) -> Deadline:
        return actions.change_period(self.rule.pk, form.new_period(), by=self.person)

    def after(self, made: Deadline) -> str:
        return self.back()

    def back(self) -> str:
        return reverse("accounts:period-list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(shown=self.rule.name, **kwargs)
