"""Finding a letter or clue from every page."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect

from clues.finding.find import find
from clues.finding.forms import FindForm
from clues.finding.words import number_in
from hub.access.matters import highest_level
from hub.kernel.errors import Invalid
from hub.kernel.views import ActionFormView


class Find(ActionFormView):
    """What was typed is posted, so that it stands in no address and no log. A number leads to its page."""

    template_name = "clues/finding/find.html"
    form_class = FindForm

    def form_valid(self, form: FindForm) -> HttpResponse:
        words, within = form.cleaned_data["words"], form.within()
        try:
            found = find(words, by=self.person, reason=form.cleaned_data["reason"], within=within)
        except Invalid as refusal:
            self.explain(form, refusal)
            return self.form_invalid(form)
        if number_in(words) and len(found.rows) == 1:
            return HttpResponseRedirect(found.rows[0].get_absolute_url())
        # What is typed next begins with its first page again.
        typed = self.request.POST.copy()
        typed["page"] = ""
        form.data = typed
        level = highest_level(found.rows)
        return self.render_to_response(
            self.get_context_data(form=form, found=found, level=level, next_page=within.page + 1)
        )
