"""Somebody before the pages of one approval."""

from __future__ import annotations

from tests.approvals import runs
from tests.town import person


class Page:
    """Somebody of the tables before the pages of one approval."""

    def __init__(self, acting, approval, letter):
        self.client, self.approval = acting(runs.NAMES.get(letter, letter)), approval
        self.path = f"/approvals/{approval.pk}/"

    def sheet(self):
        return self.client.get(self.path)

    def open(self, slug, **query):
        return self.client.get(f"{self.path}{slug}/", query)

    def send(self, slug="", digest=None, **typed):
        digest = digest or self.sheet().context["digest"]
        path = f"{self.path}{slug}/" if slug else self.path
        return self.client.post(path, {"digest": digest, **typed})

    def ways(self):
        context = self.sheet().context
        return {action["key"] for action in (*context["own_ways"], *context["whole_ways"])}


def key(letter):
    return str(person(runs.NAMES[letter]).pk)
