"""Periodic bulletins (定期通报): what is to be sent, what came, and each letter in them that one sees."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from clues.actions.bulletins import send_bulletin, sign_bulletin
from clues.forms.steps import paragraph
from clues.models import Bulletin, BulletinLine, Feedback
from clues.policies.bulletins import may_send_bulletin, may_sign_bulletin
from hub.access.matters import highest_level
from hub.kernel.errors import NotVisible
from hub.kernel.keyset import KeysetPage, keyset_page
from hub.kernel.views import ActionFormView, SignedInMixin


class BulletinList(SignedInMixin, TemplateView):
    template_name = "clues/bulletin_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Bulletin.objects.visible_to(self.person).select_related("rule", "sender", "receiver")
        return super().get_context_data(page=keyset_page(self.request, rows), **kwargs)


class RemarkForm(forms.Form):
    remark = forms.CharField(
        label=gettext_lazy("Remark"), required=False, max_length=2000, widget=paragraph(3)
    )


class BulletinPage(ActionFormView):
    """One bulletin: its letters as far as the person sees them; the sender sends it, the receiver signs."""

    template_name = "clues/bulletin.html"

    @cached_property
    def bulletin(self) -> Bulletin:
        rows = Bulletin.objects.visible_to(self.person).filter(number=self.kwargs["number"])
        related = ("rule", "sender", "receiver", "sent_by", "signed_by", "classification")
        found = rows.select_related(*related).first()
        if found is None:
            raise NotVisible
        return found

    def get_form_class(self) -> type[forms.Form]:
        return forms.Form if self.bulletin.sent_at else RemarkForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        bulletin, person = self.bulletin, self.person
        lines = bulletin.lines.visible_to(person).select_related("letter__classification")
        page: KeysetPage[BulletinLine] = keyset_page(self.request, lines)
        to_sign = bulletin.sent_at is not None and bulletin.signed_at is None
        return super().get_context_data(
            bulletin=bulletin,
            page=page,
            lines=self._with_feedback(page.rows),
            level=highest_level([bulletin, *(line.letter for line in page.rows)]),
            may_send=bulletin.sent_at is None and may_send_bulletin(bulletin, person),
            may_sign=to_sign and may_sign_bulletin(bulletin, person),
            **kwargs,
        )

    def _with_feedback(self, lines: Sequence[BulletinLine]) -> list[tuple[BulletinLine, Feedback | None]]:
        """Each with what was fed back, where the person's own unit was told."""
        keys = [line.feedback_id for line in lines]
        told = Feedback.objects.visible_to(self.person).filter(pk__in=keys).in_bulk()
        return [(line, told.get(line.feedback_id)) for line in lines]

    def act(self, form: forms.Form) -> Bulletin:
        if self.bulletin.sent_at is None:
            return send_bulletin(self.bulletin.number, by=self.person, **form.cleaned_data)
        return sign_bulletin(self.bulletin.number, by=self.person)

    @property
    def done(self) -> Any:  # type: ignore[override]
        return _("You have signed for the bulletin.") if self.bulletin.sent_at else _("The bulletin is sent.")

    def after(self, made: Bulletin) -> str:
        return made.get_absolute_url()
