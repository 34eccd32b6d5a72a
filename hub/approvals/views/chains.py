"""Chains for administrators: versions, a draft step by step, its dry run and its release."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts.models import Unit
from hub.approvals import actions
from hub.approvals.drafts import faults_of_chain
from hub.approvals.dry_run import dry_run
from hub.approvals.forms import chains as forms
from hub.approvals.models import Chain, ChainStep
from hub.approvals.policies import may_change_draft, may_draw, may_release_chain
from hub.approvals.purposes import Purpose, purpose_of_chain, purposes
from hub.approvals.terms import SignerBy
from hub.kernel.errors import Invalid, NotVisible, demand
from hub.kernel.views import ActionFormView, SignedInMixin, put_errors


class ChainsMixin(SignedInMixin):
    """For whoever keeps chains."""

    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            demand(may_draw(self.person))
        return super().dispatch(request, *args, **kwargs)


class ChainList(ChainsMixin, TemplateView):
    """Each chain with its purpose and its versions, the newest first."""

    template_name = "chains/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = Chain.objects.select_related("drawn_by", "released_by").order_by("code", "-version")
        by_code: dict[str, list[Chain]] = {purpose.code: [] for purpose in purposes()}
        for chain in versions:
            by_code.setdefault(chain.code, []).append(chain)
        told = [(code, purpose_of_chain(code), by_code[code]) for code in sorted(by_code)]
        return super().get_context_data(chains=told, today=timezone.localdate(), **kwargs)


class ChainMixin(ChainsMixin):
    """Pages of one version."""

    @cached_property
    def chain(self) -> Chain:
        chain = Chain.objects.filter(pk=self.kwargs["pk"]).select_related("drawn_by", "released_by").first()
        if chain is None or purpose_of_chain(chain.code) is None:
            raise NotVisible
        self.request.look_at = self.back()  # type: ignore[attr-defined]
        return chain

    @property
    def purpose(self) -> Purpose:
        purpose = purpose_of_chain(self.chain.code)
        assert purpose is not None
        return purpose

    def back(self) -> str:
        return reverse("chains:detail", args=[self.kwargs["pk"]])

    def after(self, made: Any) -> str:
        return self.back()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(  # type: ignore[misc]
            chain=self.chain, purpose=self.purpose, back=self.back(), today=timezone.localdate(), **kwargs
        )
        return context


class ChainDetail(ChainMixin, TemplateView):
    """Its steps and signers; what stands against releasing a draft."""

    template_name = "chains/detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chain = self.chain
        steps = chain.steps.prefetch_related("signers__unit", "signers__person")
        return super().get_context_data(
            steps=[(step, self._contents(step), self._signers(step)) for step in steps],
            faults=faults_of_chain(chain, self.purpose) if chain.draft else [],
            may_change=chain.draft and may_change_draft(chain, self.person),
            release=may_release_chain(chain, self.person),
            **kwargs,
        )

    def _contents(self, step: ChainStep) -> dict[str, list[Any]]:
        known = self.purpose.fields
        return {
            "hidden": [known.get(key, key) for key in step.hidden],
            "editable": [known.get(key, key) for key in step.editable],
        }

    def _signers(self, step: ChainStep) -> list[tuple[Any, Any]]:
        """Each signer with the place it is named by."""
        return [(signer, self._place(signer)) for signer in step.signers.all()]

    def _place(self, signer: Any) -> Any:
        return {
            SignerBy.UNIT: signer.unit,
            SignerBy.KIND: signer.get_unit_kind_display(),
            SignerBy.RELATION: self.purpose.relations.get(signer.relation, signer.relation),
            SignerBy.PERSON: signer.person,
            SignerBy.PEOPLE: self.purpose.people.get(signer.relation, signer.relation),
        }[signer.by]


class DryRun(ChainMixin, TemplateView):
    """What the version would have meant for past matters, in counts."""

    template_name = "chains/dry_run.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(run=dry_run(self.chain, self.purpose), **kwargs)


class ChainAction(ChainMixin, ActionFormView):
    """A small form about one version. `warning`: what is asked where nothing is typed.

    `policy`: whether the person may do it with this version.
    """

    policy: Any = None

    template_name = "chains/form.html"
    form_class: Any = Form
    title: Any = ""
    warning: Any = ""
    style = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.policy is not None:
            demand(self.policy(self.chain, self.person))
        return super().get_context_data(title=self.title, warning=self.warning, style=self.style, **kwargs)


class Describe(ChainAction):
    policy = staticmethod(may_change_draft)
    form_class = forms.ChainForm
    title = _("Name and source")
    done = _("The draft is changed.")

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.chain, name) for name in ("name", "name_en", "source")}

    def act(self, form: Any) -> Chain:
        return actions.describe_chain(self.chain.pk, by=self.person, **form.cleaned_data)


class Discard(ChainAction):
    title = _("Discard the draft")
    warning = _("The draft is thrown away. What is in force stays in force.")
    style = "danger"
    done = _("The draft is discarded.")

    def act(self, form: Any) -> None:
        actions.discard_chain(self.chain.pk, by=self.person)

    def after(self, made: Any) -> str:
        return reverse("chains:list")


class Release(ChainAction):
    policy = staticmethod(may_release_chain)
    form_class = forms.ReleaseForm
    title = _("Release this version")
    warning = _(
        "It is in force from the day on; the version before it ends the day before. Running approvals stay."
    )
    done = _("The version is released.")

    def act(self, form: Any) -> Chain:
        return actions.release_chain(self.chain.pk, by=self.person, **form.cleaned_data)


class Draw(ChainsMixin, ActionFormView):
    """A new version of a purpose's chain."""

    form_class = Form
    template_name = "chains/draw.html"
    done = _("The new version is a copy of the newest one: change it step by step.")

    @cached_property
    def purpose(self) -> Purpose:
        found = purpose_of_chain(self.kwargs["code"])
        if found is None:
            raise NotVisible
        return found

    def act(self, form: Any) -> Chain:
        return actions.draw_chain(self.kwargs["code"], by=self.person)

    def after(self, made: Chain) -> str:
        return reverse("chains:detail", args=[made.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(purpose=self.purpose, **kwargs)


class RemoveStep(ChainAction):
    policy = staticmethod(may_change_draft)
    title = _("Remove this step")
    warning = _("The step and its signers are taken out of the draft.")
    style = "danger"
    done = _("The step is removed.")

    def act(self, form: Any) -> Chain:
        return actions.remove_step(self.chain.pk, self.kwargs["step_id"], by=self.person)


class EditStep(ChainMixin, ActionFormView):
    """One step of a draft with its signers; without `step_id`, a new one at the end."""

    template_name = "chains/step.html"
    form_class = forms.StepForm
    done = _("The step is kept.")

    @cached_property
    def step(self) -> ChainStep | None:
        if "step_id" not in self.kwargs:
            return None
        step = self.chain.steps.filter(pk=self.kwargs["step_id"]).first()
        if step is None:
            raise NotVisible
        return step

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"purpose": self.purpose}

    def get_initial(self) -> dict[str, Any]:
        if self.step is not None:
            return forms.step_as_given(self.step)
        return {"position": self.chain.steps.count() + 1, "deadline": "approval.step"}

    @cached_property
    def signers(self) -> Any:
        known = {"purpose": self.purpose, "units": Unit.objects.existing()}
        if self.request.method in ("POST", "PUT"):
            return forms.SignerFormSet(self.request.POST, prefix="signers", form_kwargs=known)
        lines = self.step.signers.select_related("unit", "person") if self.step is not None else []
        given = [forms.signer_as_given(signer) for signer in lines]
        return forms.SignerFormSet(initial=given or [{}], prefix="signers", form_kwargs=known)

    def form_valid(self, form: Any) -> HttpResponse:
        return super().form_valid(form) if self.signers.is_valid() else self.form_invalid(form)

    def act(self, form: Any) -> ChainStep:
        new = form.new_step([row.line() for row in self._kept()])
        step_id = self.step.pk if self.step is not None else None
        return actions.save_step(self.chain.pk, new, by=self.person, step_id=step_id)

    def explain(self, form: Any, refusal: Invalid) -> None:
        """What is said of a line goes to its row; rows that were removed are not counted."""
        rows = self._kept()
        for name, said in refusal.fields.items():
            if not name.startswith("signers-"):
                put_errors(form, {name: said})
                continue
            _prefix, number, field = name.split("-")
            put_errors(rows[int(number)], {field: said})

    def _kept(self) -> list[Any]:
        return [row for row in self.signers.forms if row.cleaned_data and not row.cleaned_data.get("DELETE")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        demand(may_change_draft(self.chain, self.person))
        return super().get_context_data(signers=self.signers, step=self.step, **kwargs)
