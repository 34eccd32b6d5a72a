"""The one gate for reading. `visible_to` is asked by every list, detail, search, count and job."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial, reduce
from operator import or_
from typing import Any, Self

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import BooleanField, F, Func, Q
from django.utils import timezone

from hub.access.gate import Passes, Probe
from hub.access.reader import NOBODY, Asking, Reader

_view_permissions: dict[type[models.Model], int] = {}


def view_permission_id(model: type[models.Model]) -> int:
    """Primary key of the model's `view` permission; it never changes once migrated."""
    if model not in _view_permissions:
        kind = ContentType.objects.get_for_model(model)
        codename = f"view_{model._meta.model_name}"
        _view_permissions[model] = Permission.objects.get(content_type=kind, codename=codename).pk
    return _view_permissions[model]


def grant_tables(model: type[models.Model]) -> tuple[str, str]:
    """Names of the tables (group grants, person grants) of a governed model."""
    group, person = (_related(model, name) for name in ("group_grants", "person_grants"))
    return group._meta.db_table, person._meta.db_table


def _related(model: type[models.Model], name: str) -> type[models.Model]:
    related = model._meta.get_field(name).related_model
    assert isinstance(related, type)
    return related


def reader_of(person: Asking | None) -> Reader:
    """The person's reader; nobody's for an anonymous visitor."""
    return person.reader() if person is not None and hasattr(person, "reader") else NOBODY


class Granted(Func):
    """True where a live grant opens the row to the reader.

    OFFSET 0 keeps the planner from turning the probe into a scan of the whole grant table.
    """

    output_field = BooleanField()

    def __init__(self, model: type[models.Model], reader: Reader, **extra: Any) -> None:
        super().__init__(F("pk"), **extra)
        self.model, self.reader = model, reader

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> Any:  # type: ignore[override]
        pk, pk_params = compiler.compile(self.source_expressions[0])
        group_table, person_table = grant_tables(self.model)
        permission, now = view_permission_id(self.model), timezone.now()
        probe = (
            "EXISTS (SELECT 1 FROM {table} g WHERE g.content_object_id = {pk} AND g.permission_id = %s"
            " AND g.{holder} AND (g.expires_at IS NULL OR g.expires_at > %s) OFFSET 0)"
        )
        by_group = probe.format(table=group_table, pk=pk, holder="group_id = ANY(%s)")
        by_name = probe.format(table=person_table, pk=pk, holder="user_id = %s")
        params = [*pk_params, permission, list(self.reader.group_ids), now]
        params += [*pk_params, permission, self.reader.person_id, now]
        return f"({by_group} OR {by_name})", params


class GovernedQuerySet(models.QuerySet[Any]):
    # Whom it was opened for, where nothing else was asked of it, and whether they see a row by now.
    gate: Reader
    look_again: Callable[[models.Model], bool]

    def barred_to(self, reader: Reader) -> Self:
        """Rows that recusal alone hides from the reader, granted or not: never to be shown."""
        barred = (Probe(each.filter(key__in=reader.barred_keys)) for each in self.model.parties())
        return self.filter(reduce(or_, map(Q, barred), Q(pk__in=[])))

    def readable(self, reader: Reader) -> Self:
        """Rows that pass the gate, whether or not they are granted: only to be counted, never shown."""
        return self.filter(Passes(self.model, reader))

    def unseen_by(self, reader: Reader) -> Self:
        """Rows that are hidden from the reader: only to be asked together with what somebody else sees."""
        seen = (Passes(self.model, reader), Granted(self.model, reader))
        return self if reader.reads_nothing else self.exclude(*seen)

    def visible_to(self, person: Asking | None) -> Self:
        """Rows the person may see now: granted, cleared, not recused. Nobody else sees anything."""
        reader = reader_of(person)
        if reader.reads_nothing:
            return self.none()
        seen = self.filter(Passes(self.model, reader), Granted(self.model, reader))
        if not self.query.where:
            # For `locked`; forgotten by whatever is asked of it further.
            seen.gate, seen.look_again = reader, partial(self._still_sees, person)
        return seen

    def _still_sees(self, person: Any, row: models.Model) -> bool:
        person.look_again()
        return bool(self.model.objects.visible_to(person).filter(pk=row.pk).exists())


class PastQuerySet(models.QuerySet[Any]):
    def until(self, moment: datetime) -> Self:
        """Everything said up to the moment, in the order it was said."""
        return self.filter(at__lte=moment).order_by("pk")


class LookQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Asking) -> Self:
        """A person's own looks. Others' are asked about by row, or by whoever audits."""
        return self.filter(person_id=person.pk)

    def at(self, *rows: models.Model) -> Self:
        """Looks at these rows. Ask only for rows that are visible, and of whoever may look back."""
        conditions = (Q(label=row._meta.label_lower, row_id=row.pk) for row in rows)
        return self.filter(reduce(or_, conditions))

    def with_names(self) -> Self:
        return self.select_related("person", "group__postgroup__unit")
