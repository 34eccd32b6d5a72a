"""Who could see a row on a day, found by replaying the ledger alone.

Written without the hub's own way to the answer: it reads ledger lines and knows no other table. What cannot
change (which party key a recusal, a row or a person has) is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Shanghai")
Row = tuple[str, int]


@dataclass(frozen=True)
class Facts:
    parties: Mapping[Row, set[str]]
    own: Mapping[int, str]  # person -> party key
    recusals: Mapping[int, str]  # recusal -> party key


@dataclass
class State:
    cleared: dict[int, int | None] = field(default_factory=dict)
    disabled: set[int] = field(default_factory=set)
    posts: dict[int, dict[str, Any]] = field(default_factory=dict)
    units: dict[str, dict[str, Any]] = field(default_factory=dict)
    recused: dict[int, int] = field(default_factory=dict)  # recusal -> person
    open: dict[tuple[Row, str, int], str | None] = field(default_factory=dict)
    ranks: dict[Row, int] = field(default_factory=dict)

    def take(self, entry: Any) -> None:
        handler = getattr(self, "_" + entry.kind.replace(".", "_"), None)
        if handler:
            handler(entry, entry.data, (entry.of_label, entry.of_id))

    def _unit_opened(self, entry: Any, data: dict[str, Any], row: Row) -> None:
        self.units[data["code"]] = data

    _unit_closed = _unit_opened

    def _person_clearance_set(self, entry: Any, data: dict[str, Any], row: Row) -> None:
        self.cleared[entry.of_id] = data["rank"]

    def _person_disabled(self, entry: Any, data: dict[str, Any], row: Row) -> None:
        self.disabled.add(entry.of_id)

    def _post_given(self, entry: Any, data: dict[str, Any], row: Row) -> None:
        self.posts[data["post"]] = data | {"person": entry.of_id}

    def _post_ended(self, entry: Any, data: dict[str, Any], row: Row) -> None:
        del self.posts[data["post"]]

    def _recusal_declared(self, entry: Any, data: dict[str, Any], row: Row) -> None:
        self.recused[data["recusal"]] = entry.of_id

    def _recusal_ended(self, entry: Any, data: dict[str, Any], row: Row) -> None:
        del self.recused[data["recusal"]]

    def _letter_registered(self, entry: Any, data: dict[str, Any], row: Row) -> None:
        self.ranks[row] = data["rank"]

    _letter_repeated = _clue_registered = _clue_reclassified = _letter_registered

    def _access_granted(self, entry: Any, data: dict[str, Any], row: Row) -> None:
        for side in ("groups", "people"):
            for holder, until in data.get(side, {}).items():
                self.open[row, side, int(holder)] = until

    def _access_revoked(self, entry: Any, data: dict[str, Any], row: Row) -> None:
        for side in ("groups", "people"):
            for holder in data.get(side, []):
                del self.open[row, side, holder]

    def sees(self, person: int, row: Row, now: datetime, facts: Facts) -> bool:
        groups = self._groups(person, now.astimezone(LOCAL).date())
        clearance = self.cleared.get(person)
        if not groups or clearance is None or row not in self.ranks or clearance < self.ranks[row]:
            return False
        barred = {facts.recusals[each] for each, whose in self.recused.items() if whose == person}
        barred |= {facts.own[person]} if person in facts.own else set()
        if barred & facts.parties[row]:
            return False
        return any(self._is_open(row, "groups", group, now) for group in groups) or self._is_open(
            row, "people", person, now
        )

    def _is_open(self, row: Row, side: str, holder: int, now: datetime) -> bool:
        if (row, side, holder) not in self.open:
            return False
        until = self.open[row, side, holder]
        return until is None or datetime.fromisoformat(until) > now

    def _groups(self, person: int, today: date) -> set[int]:
        if person in self.disabled:
            return set()
        return {
            post["group"]
            for post in self.posts.values()
            if post["person"] == person and _on(today, post) and _on(today, self.units[post["unit"]])
        }


def _on(day: date, span: Mapping[str, Any]) -> bool:
    return span["from"] <= day.isoformat() and (span["to"] is None or day.isoformat() <= span["to"])


def could_see(entries: Iterable[Any], facts: Facts, person: int, row: Row, day: date) -> bool:
    """`entries` in ledger order. True where the person saw the row at some moment of the local day."""
    first = datetime.combine(day, datetime.min.time(), LOCAL)
    following = datetime.combine(day + timedelta(days=1), datetime.min.time(), LOCAL)
    state, seen, last = State(), False, first
    for entry in entries:
        if entry.at >= following:
            break
        if entry.at > last:  # everything that happened up to `last` has been taken
            seen = seen or state.sees(person, row, last, facts)
            last = entry.at
        state.take(entry)
    return seen or state.sees(person, row, last, facts)
