"""The unit in charge, seen from outside (see `hub.rest.rows`)."""

from __future__ import annotations

from rest_framework import serializers


class ProposalRow(serializers.Serializer):
    rule = serializers.CharField(source="rule.code", allow_null=True)
    rule_version = serializers.IntegerField(source="rule.version", allow_null=True)
    values = serializers.DictField(help_text="The facts the rules were asked with.")
    proposed = serializers.CharField(source="proposed.code", allow_null=True)
    chosen = serializers.CharField(source="chosen.code")
    override_reason = serializers.CharField()
    by = serializers.CharField(source="by.display_name")
    at = serializers.DateTimeField()


class RouteShown(serializers.Serializer):
    """The unit the rules propose today, by which rule, from which facts; nulls where no rule holds."""

    rule = serializers.CharField(source="rule.code", allow_null=True)
    rule_version = serializers.IntegerField(source="rule.version", allow_null=True)
    basis = serializers.CharField(source="rule.basis", allow_null=True, help_text="Source and article.")
    unit = serializers.CharField(source="unit.code", allow_null=True)
    values = serializers.DictField(help_text="The facts the rules were asked with.")
