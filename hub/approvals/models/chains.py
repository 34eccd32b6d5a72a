"""Chains as data: who signs what, in which order. A version is never changed once used; a new one is made."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from accounts.terms import Role, UnitKind
from hub.approvals.querysets import ChainQuerySet
from hub.approvals.terms import Mode, SamePerson, SignerBy, SignerUse


class Chain(models.Model):
    """One version of an approval chain (审批链). `code` names what it is for, such as "clue.routing"."""

    code = models.CharField(max_length=60)
    version = models.PositiveIntegerField(default=1)
    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    source = models.CharField(_("source"), max_length=200, help_text=_("rule and article"))
    from_on = models.DateField(_("valid from"))
    to_on = models.DateField(_("valid to"), null=True, blank=True)
    # A draft is in force for nobody. Whoever drew a version does not release it.
    draft = models.BooleanField(default=False)
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ChainQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="one_chain_per_version")]

    def __str__(self) -> str:
        return self.name_en if self.name_en and get_language() == "en" else self.name


class ChainStep(models.Model):
    """One step of a chain. `quorum` counts signatures and is set for Mode.QUORUM alone.

    hidden, editable: keys of the purpose's content that this step does not show, or lets its signers change.
    escalation: deadline rule after which the step passes to its escalation signers; empty means that they
    are only reminded. Nothing is ever approved by the passing of time.
    """

    chain = models.ForeignKey(Chain, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    mode = models.CharField(_("how"), max_length=12, choices=Mode, default=Mode.ANY)
    quorum = models.PositiveSmallIntegerField(null=True, blank=True)
    deadline = models.CharField(_("deadline rule"), max_length=64, default="approval.step")
    same_person = models.CharField(
        _("the same person twice"), max_length=6, choices=SamePerson, default=SamePerson.PASS
    )
    escalation = models.CharField(_("escalation rule"), max_length=64, blank=True)
    hidden = models.JSONField(_("hidden fields"), default=list, blank=True)
    editable = models.JSONField(_("editable fields"), default=list, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "position"], name="one_step_per_position"),
            models.CheckConstraint(
                condition=Q(mode=Mode.QUORUM, quorum__gte=1)
                | (~Q(mode=Mode.QUORUM) & Q(quorum__isnull=True)),
                name="quorum_only_where_counted",
            ),
        ]


class ChainSigner(models.Model):
    """Who signs a step: a role in a unit, a person, or everybody with a part in the matter.

    The unit is named, of a kind in the commission whose matter it is, or in a relation to the matter.

    relation: the unit's relation to the matter, or the part that people have in it.
    """

    step = models.ForeignKey(ChainStep, on_delete=models.CASCADE, related_name="signers")
    position = models.PositiveSmallIntegerField(default=0)
    use = models.CharField(max_length=10, choices=SignerUse, default=SignerUse.SIGN)
    by = models.CharField(max_length=10, choices=SignerBy)
    role = models.CharField(max_length=30, choices=Role, blank=True)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unit_kind = models.CharField(max_length=30, choices=UnitKind, blank=True)
    relation = models.CharField(max_length=30, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(by=SignerBy.UNIT, unit__isnull=False, person__isnull=True)
                | Q(by=SignerBy.KIND, unit__isnull=True, person__isnull=True) & ~Q(unit_kind="")
                | Q(by__in=[SignerBy.RELATION, SignerBy.PEOPLE], unit__isnull=True, person__isnull=True)
                & ~Q(relation="")
                | Q(by=SignerBy.PERSON, unit__isnull=True, person__isnull=False),
                name="signer_named_one_way",
            )
        ]
