"""What decided who could see letters and clues, at past moments; written by triggers alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import chain
from typing import Any

from django.db import models

from accounts.ties import LONGEST
from hub.access.models import Past
from hub.access.versions import Versions


class PastClue(Past):
    rank = models.SmallIntegerField()
    subject_id = models.BigIntegerField()


class PastLetter(Past):
    rank = models.SmallIntegerField()


class PastLetterSubject(Past):
    """That a letter was about a subject."""

    letter_id = models.BigIntegerField(db_index=True)
    subject_id = models.BigIntegerField()


class PastIdentifier(Past):
    subject_id = models.BigIntegerField(db_index=True)
    key = models.CharField(max_length=64)


class PastTie(Past):
    subject_id = models.BigIntegerField(db_index=True)
    key = models.CharField(max_length=LONGEST)


class AsItWas:
    """A letter or clue as it was, up to a moment. `said` has the ranks, `about` the subjects it concerned."""

    def __init__(self, said: Versions[Any], about: Versions[Any], until: datetime) -> None:
        subjects = {link.subject_id for link in about}
        self._keys: list[Versions[Any]] = [
            Versions(table.objects.until(until).filter(subject_id__in=subjects))
            for table in (PastIdentifier, PastTie)
        ]
        self._said, self._about = said, about

    def rank_at(self, moment: datetime) -> int | None:
        said = self._said.one(moment)
        return said.rank if said else None

    def keys_at(self, moment: datetime) -> set[str]:
        subjects = {link.subject_id for link in self._about.at(moment)}
        said = chain.from_iterable(table.at(moment) for table in self._keys)
        return {each.key for each in said if each.subject_id in subjects}

    def moments(self) -> set[datetime]:
        return {moment for table in (self._said, self._about, *self._keys) for moment in table.moments()}


class Unchanging:
    """A row that keeps its classification and its parties (match keys) from its first moment on."""

    def __init__(self, rank: int, since: datetime, keys: Iterable[str] = ()) -> None:
        self._rank, self._since, self._keys = rank, since, set(keys)

    def rank_at(self, moment: datetime) -> int | None:
        return self._rank if moment >= self._since else None

    def keys_at(self, moment: datetime) -> set[str]:
        return self._keys

    def moments(self) -> set[datetime]:
        return {self._since}
