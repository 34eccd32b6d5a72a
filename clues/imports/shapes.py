"""Files of letters, seen from outside (see `hub.rest.rows`)."""

from __future__ import annotations

from rest_framework import serializers

from clues.imports.models import ImportState
from clues.terms import Source


class ImportRow(serializers.Serializer):
    id = serializers.IntegerField()
    file_name = serializers.CharField()
    state = serializers.ChoiceField(ImportState.choices)
    source = serializers.ChoiceField(Source.choices)  # type: ignore[assignment]
    classification = serializers.CharField(source="level.code", help_text="Code of the level.")
    total = serializers.IntegerField(help_text="Rows of the file; 0 before it is started.")
    done = serializers.IntegerField(help_text="Rows dealt with.")
    by = serializers.CharField(source="by.display_name")
    at = serializers.DateTimeField()
    version = serializers.IntegerField()


class ImportFacts(ImportRow):
    mapping = serializers.DictField(help_text="Heading -> field; empty for a column left out.")
    note = serializers.CharField(help_text="What of the file was left unread.")
    problem = serializers.CharField(help_text="Why it stopped.")
    kept_until = serializers.DateTimeField(allow_null=True, help_text="Until then it can be resumed.")


class ImportShown(ImportFacts):
    registered = serializers.IntegerField()
    known = serializers.IntegerField()
    quarantined = serializers.IntegerField()
