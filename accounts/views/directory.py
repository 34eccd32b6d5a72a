"""The directory of people and units for the administrators: search, entering, opening."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts import actions, policies
from accounts.forms import PeopleFilter, PersonForm
from accounts.models import Person
from hub.kernel.errors import NotVisible, demand
from hub.kernel.views import ActionFormView, SignedInMixin
from hub.lists.columns import Column, link, state
from hub.lists.pages import Button, ListPage, Nothing


class Guarded(SignedInMixin):
    """A page for whoever the policy allows; others are told why not."""

    policy: Any = staticmethod(policies.may_look_up)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            demand(self.policy(self.person))
        return super().dispatch(request, *args, **kwargs)


class Directory(Guarded, ListPage):
    """Rows of one model, for whoever the policy allows."""


def _standing(person: Person) -> Any:
    return _("Active") if person.is_active else state(_("Disabled"), "stopped")


class PersonList(Directory):
    heading = _("People")
    columns = (
        Column(_("Name of the person"), lambda person: link(person, "accounts:person-detail", person.pk)),
        Column(_("User name"), "username"),
        Column(_("Posts"), lambda person: ", ".join(map(str, person.posts_now))),
        Column(_("Cleared up to"), "clearance"),
        Column(
            _("State"), lambda person: _("Active") if person.is_active else state(_("Disabled"), "stopped")
        ),
    )
    filter_class = PeopleFilter
    nothing = Nothing(_("Nobody found"), _("Nobody meets these conditions."), "users")

    def rows(self) -> Any:
        return Person.objects.select_related("clearance").with_posts()

    def buttons(self) -> Iterator[Button]:
        if policies.may_administer(self.person):
            yield Button(_("Load from a file"), "accounts:person-load")
            yield Button(_("Enter a person"), "accounts:person-enter", is_main=True)


class PersonMixin(Guarded):
    """Pages of one person of the directory."""

    kwargs: dict[str, Any]

    @cached_property
    def shown(self) -> Person:
        shown = Person.objects.filter(pk=self.kwargs["pk"]).select_related("clearance").first()
        if shown is None:
            raise NotVisible
        return shown

    def after(self, made: Any) -> str:
        return reverse("accounts:person-detail", args=[self.kwargs["pk"]])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(shown=self.shown, **kwargs)  # type: ignore[misc]
        return context


class PersonDetail(PersonMixin, TemplateView):
    template_name = "accounts/person_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        posts = self.shown.posts.select_related("group__unit").order_by("-from_on", "-pk")
        return super().get_context_data(
            posts=posts,
            former=self.shown.former_posts.select_related("unit"),
            valid=set(self.shown.posts.valid().values_list("pk", flat=True)),
            may_administer=policies.may_administer(self.person),
            may_clear=policies.may_clear(self.person),
            may_give_password=policies.may_give_password(self.shown, self.person),
            **kwargs,
        )


class AdministratorForm(Guarded, ActionFormView):
    """A form of the system administrator."""

    policy = staticmethod(policies.may_administer)
    template_name = "accounts/form.html"
    title: Any = ""
    warning: Any = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(title=self.title, warning=self.warning, back=self.back(), **kwargs)

    def back(self) -> str:
        return reverse("accounts:person-list")


class PersonEnter(AdministratorForm):
    form_class = PersonForm
    title = _("Enter a person")
    done = _("The person is entered. They cannot sign in before they have a post and a password.")

    def act(self, form: Any) -> Person:
        return actions.enter_person(form.new_person(), by=self.person)

    def after(self, made: Person) -> str:
        return reverse("accounts:person-detail", args=[made.pk])
