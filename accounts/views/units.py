"""Units: their list, opening, moving and closing one. Before a change is saved it is told what follows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import actions, policies, supposing
from accounts.charges import in_charge_of
from accounts.commission import nearest
from accounts.forms import ClosingForm, MovingForm, UnitFilter, UnitForm
from accounts.models import Person, Post, PostGroup, Unit
from accounts.terms import Role, UnitKind
from accounts.views.directory import AdministratorForm, Directory
from hub.access.preview import MOST_PEOPLE, effects_of
from hub.kernel.errors import NotVisible
from hub.kernel.views import Confirmed
from hub.lists.columns import BUTTON, UNBROKEN, Column, link, period, together
from hub.lists.pages import Button, Nothing


def _leaders(unit: Unit) -> str:
    group = in_charge_of(unit)
    return ", ".join(map(str, Person.objects.holding(group=group.pk).order_by("pk"))) if group else ""


# Who is asked about the matters of a unit: found by where it belongs.
PLACES: list[tuple[Any, Callable[[Unit], Unit | str | None]]] = [
    (_("Leader in charge"), _leaders),
    *(
        (kind.label, partial(nearest, kind=kind))
        for kind in (UnitKind.LEADERSHIP, UnitKind.CASE_MANAGEMENT, UnitKind.PETITION)
    ),
]


def _leading(unit: Any) -> str:
    posts = [post for group in unit.leading for post in group.held_now]
    people = [link(post.person, "accounts:person-detail", post.person_id) for post in posts]
    return together(*people, between=", ") if people else ""


def _existing(unit: Any) -> str:
    if unit.to_on:
        return period(unit.from_on, unit.to_on)
    move = link(_("Move"), "accounts:unit-move", unit.pk, look=BUTTON)
    close = link(_("Close"), "accounts:unit-close", unit.pk, look=BUTTON)
    return together(period(unit.from_on, None), move, close)


class UnitList(Directory):
    policy = staticmethod(policies.may_administer)
    heading = _("Units")
    columns = (
        Column(_("Name of the unit"), str),
        Column(_("Code"), "code"),
        Column(_("Kind"), "get_kind_display"),
        Column(_("Part of"), "parent"),
        Column(_("Supervised by"), "supervised_by"),
        Column(_("Leader in charge"), _leading),
        Column(_("Exists"), _existing, look=UNBROKEN),
    )
    filter_class = UnitFilter
    nothing = Nothing(_("No unit found"), _("No unit meets these conditions."), "building-office")

    def buttons(self) -> Iterator[Button]:
        yield Button(_("Load from a file"), "accounts:unit-load")
        yield Button(_("Open a unit"), "accounts:unit-open", is_main=True)

    def rows(self) -> Any:
        held = Prefetch("posts", Post.objects.valid().select_related("person"), to_attr="held_now")
        leading = PostGroup.objects.filter(role=Role.LEADER_IN_CHARGE).prefetch_related(held)
        units = Unit.objects.select_related("parent", "supervised_by")
        return units.prefetch_related(Prefetch("groups", leading, to_attr="leading"))


class UnitOpen(AdministratorForm):
    form_class = UnitForm
    title = _("Open a unit")
    done = _("The unit is opened.")

    def act(self, form: Any) -> Unit:
        return actions.open_unit(form.new_unit(), by=self.person)

    def after(self, made: Unit) -> str:
        return self.back()

    def back(self) -> str:
        return reverse("accounts:unit-list")


class OneUnit(Confirmed, AdministratorForm):
    """A change of one unit that tells beforehand what would follow."""

    confirm_template = "accounts/confirm.html"

    @cached_property
    def unit(self) -> Unit:
        unit = Unit.objects.filter(pk=self.kwargs["pk"]).first()
        if unit is None:
            raise NotVisible
        return unit

    def after(self, made: Unit) -> str:
        return self.back()

    def back(self) -> str:
        return reverse("accounts:unit-list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(shown=self.unit, **kwargs)


class UnitMove(OneUnit):
    """Where a unit belongs; what is asked of it from then on goes to the new place."""

    form_class = MovingForm
    title = _("Move a unit")
    done = _("The unit is moved.")

    def get_initial(self) -> dict[str, Any]:
        return {"parent": self.unit.parent_id, "supervised_by": self.unit.supervised_by_id}

    def weigh(self, form: Any) -> dict[str, Any]:
        then = supposing.moved(self.unit, form.cleaned_data["parent"])
        places = [(words, of(self.unit), of(then)) for words, of in PLACES]
        return {"effects": "accounts/move_effects.html", "places": places}

    def act(self, form: Any) -> Unit:
        return actions.move_unit(self.unit.pk, by=self.person, **form.cleaned_data)


class UnitClose(OneUnit):
    """A unit's last day; what its people see through it closes with that day."""

    form_class = ClosingForm
    title = _("Close a unit")
    done = _("The unit's last day is set.")

    def weigh(self, form: Any) -> dict[str, Any]:
        people = Person.objects.holding(group__unit=self.unit).order_by("pk")[:MOST_PEOPLE]
        after = {each: supposing.without_unit(each, self.unit) for each in people}
        weighed = [
            (each, effects_of(each.reader(), then, shown_to=self.person)) for each, then in after.items()
        ]
        return {"weighed": weighed}

    def act(self, form: Any) -> Unit:
        return actions.close_unit(self.unit.pk, to_on=form.cleaned_data["to_on"], by=self.person)
