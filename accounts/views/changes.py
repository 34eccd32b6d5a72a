"""Changes of posts, clearance and people. Before one is saved it is told what it opens and closes."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.forms import Form
from django.utils.translation import gettext_lazy as _

from accounts import actions, policies, supposing
from accounts.forms import BranchForm, ClearanceForm, FormerPostForm, PostForm
from accounts.models import FormerPost, Person, Post
from accounts.views.directory import AdministratorForm, PersonMixin
from hub.access.preview import effects_of
from hub.access.reader import Reader
from hub.kernel.errors import NotVisible
from hub.kernel.views import Confirmed


class AboutPerson(PersonMixin, AdministratorForm):
    """A form about one person; without a form of its own it asks whether it is meant."""

    form_class = Form

    def back(self) -> str:
        return self.after(None)

    def effects(self, after: Reader) -> dict[str, Any]:
        """What the person would begin and cease to see, for access/effects.html."""
        return {"weighed": [(self.shown, effects_of(self.shown.reader(), after, shown_to=self.person))]}


class PostGive(Confirmed, AboutPerson):
    confirm_template = "accounts/confirm.html"
    form_class = PostForm
    title = _("Give a post")
    done = _("The post is given.")

    def weigh(self, form: Any) -> dict[str, Any]:
        given = form.cleaned_data
        return self.effects(supposing.with_post(self.shown, given["unit"], given["role"]))

    def act(self, form: Any) -> Post:
        return actions.give_post(self.shown, by=self.person, **form.cleaned_data)


class PostEnd(AboutPerson):
    title = _("End this post")
    warning = _("What was open through it closes at once; other posts stay.")
    done = _("The post is ended.")

    @cached_property
    def post_shown(self) -> Post:
        post = self.shown.posts.filter(pk=self.kwargs["post"]).first()
        if post is None:
            raise NotVisible
        return post

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        weighed = self.effects(supposing.without_post(self.shown, self.post_shown))
        return super().get_context_data(**weighed, **kwargs)

    def act(self, form: Any) -> Post:
        return actions.end_post(self.post_shown.pk, by=self.person)


class PersonDisable(AboutPerson):
    title = _("Disable this person")
    warning = _("They are signed out within two seconds and cannot sign in. What they signed stays theirs.")
    done = _("The person is disabled.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**self.effects(supposing.disabled(self.shown)), **kwargs)

    def act(self, form: Any) -> Person:
        return actions.disable_person(self.shown.pk, by=self.person)


class Clearance(Confirmed, AboutPerson):
    confirm_template = "accounts/confirm.html"
    policy = staticmethod(policies.may_clear)
    form_class = ClearanceForm
    title = _("Set clearance")
    done = _("The clearance is set.")

    def get_initial(self) -> dict[str, Any]:
        return {"level": self.shown.clearance_id}

    def weigh(self, form: Any) -> dict[str, Any]:
        return self.effects(supposing.cleared(self.shown, form.cleaned_data["level"]))

    def act(self, form: Any) -> Person:
        return actions.set_clearance(self.shown.pk, level=form.cleaned_data["level"], by=self.person)


class FormerPostEnter(AboutPerson):
    form_class = FormerPostForm
    title = _("Note a former unit")
    done = _("The former unit is noted.")

    def act(self, form: Any) -> FormerPost:
        return actions.enter_former_post(self.shown, form.new_former_post(), by=self.person)


class FormerPostStrike(AboutPerson):
    title = _("Strike out this former unit")
    warning = _("Only where it was noted by mistake: from now on it keeps this person from nothing.")
    done = _("The former unit is struck out.")

    @cached_property
    def former(self) -> FormerPost:
        former = self.shown.former_posts.filter(pk=self.kwargs["former"]).first()
        if former is None:
            raise NotVisible
        return former

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(struck=self.former, **kwargs)

    def act(self, form: Any) -> Person:
        return actions.strike_former_post(self.former.pk, by=self.person)


class Branch(AboutPerson):
    form_class = BranchForm
    title = _("Set the Party branch")
    done = _("The Party branch is set.")

    def get_initial(self) -> dict[str, Any]:
        return {"branch": self.shown.branch}

    def act(self, form: Any) -> Person:
        return actions.set_branch(self.shown.pk, by=self.person, **form.cleaned_data)
