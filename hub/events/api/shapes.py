"""How notices and lines of the ledger look from outside."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from hub.rest.serializers import StrictSerializer

LARGEST_SEQ = 2**63 - 1


class LedgerLine(serializers.Serializer):
    """What happened to a row. The codes kept with a line are not shown: they name other rows."""

    id = serializers.IntegerField()
    kind = serializers.CharField()
    at = serializers.DateTimeField()
    by = serializers.CharField(source="by.display_name", allow_null=True)


class TitledLine(LedgerLine):
    title = serializers.CharField(help_text="The kind in the language of the request.")


class NoticeLine(serializers.Serializer):
    seq = serializers.IntegerField()
    kind = serializers.CharField(source="entry.kind")
    at = serializers.DateTimeField(source="entry.at")
    read_at = serializers.DateTimeField(allow_null=True)


class NoticeSource(NoticeLine):
    """A notice as it is read, before it is known whether its matter may be named."""

    by = serializers.CharField(source="entry.by.display_name", allow_null=True)
    of_label = serializers.CharField(source="entry.of_label")
    of_id = serializers.IntegerField(source="entry.of_id")


class NoticeShown(NoticeLine):
    """``by``, ``number`` and ``url`` are null when the matter is not visible now."""

    title = serializers.CharField(help_text="The kind in the language of the request.")
    by = serializers.CharField(allow_null=True)
    number = serializers.CharField(allow_null=True)
    url = serializers.CharField(allow_null=True)


class NoticeQuery(StrictSerializer):
    after = serializers.IntegerField(
        required=False,
        min_value=0,
        max_value=LARGEST_SEQ,
        source="seq__gt",
        help_text="Only notices with a higher sequence number.",
    )


class UpTo(StrictSerializer):
    up_to = serializers.IntegerField(
        min_value=0, max_value=LARGEST_SEQ, help_text="The highest sequence number that was read."
    )


class Marked(serializers.Serializer):
    marked = serializers.IntegerField(help_text="How many notices were unread until now.")


Line = dict[str, Any]
