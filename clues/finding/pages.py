"""Finding a letter or clue from every page."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect

from clues.finding.find import find, number_in
from clues.finding.forms import FindForm
from hub.access.matters import highest_level
from hub.kernel.errors import Invalid
from hub.kernel.views import ActionFormView


class Find(ActionFormView):
    """What was typed is posted, so that it stands in no address and no log. A number leads to its page."""

    template_name = "clues/finding/find.html"
    form_class = FindForm

    def form_valid(self, form: FindForm) -> HttpResponse:
        words = form.cleaned_data["words"]
        try:
            found = find(words, by=self.person)
        except Invalid as refusal:
            self.explain(form, refusal)
            return self.form_invalid(form)
        if number_in(words) and len(found.rows) == 1:
            return HttpResponseRedirect(found.rows[0].get_absolute_url())
        level = highest_level(found.rows)
        return self.render_to_response(self.get_context_data(form=form, found=found, level=level))
