"""What the audit administrator asks about one matter by its number: ids, names and codes, never its text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts import policies
from accounts.views.directory import Guarded
from hub.access.forms import DayForm
from hub.access.matters import matter_numbered
from hub.access.past import openings_on
from hub.access.readers import openings_of


class ReadersForm(DayForm):
    number = forms.CharField(label=_("Number"), max_length=30)
    field_order = ["number", "day"]


class Readers(Guarded, TemplateView):
    """Who can see a matter, or could on a day."""

    policy = staticmethod(policies.may_audit)
    template_name = "accounts/audit_readers.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = ReadersForm(self.request.GET or None)
        return super().get_context_data(filter_form=form, **self._found(form), **kwargs)

    def _found(self, form: ReadersForm) -> dict[str, Any]:
        if not form.is_bound or not form.is_valid():
            return {}
        row = matter_numbered(form.cleaned_data["number"].strip())
        if row is None:
            form.add_error("number", _("There is no matter with this number."))
            return {}
        openings = openings_on(row, form.asked) if form.asked else openings_of(row)
        return {"matter": row, "day": form.asked, "openings": openings}
