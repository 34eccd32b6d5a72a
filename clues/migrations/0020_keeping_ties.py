"""Ties of subjects are kept from here on; those of the standings in force now begin today."""

from django.db import migrations
from django.db.models import Q
from django.utils import timezone

from accounts.ties import named_unit_tie, unit_tie

KEEP = """
SELECT hub_keep('clues_subjecttie', 'clues_pasttie', 'subject_id, key', 'subject_id, key');
SELECT hub_seal('clues_pasttie');
"""
UNDO = "SELECT hub_leave('clues_subjecttie', 'clues_pasttie');"


def tie(apps, schema_editor):
    unit_of, tie_of = apps.get_model("accounts", "Unit"), apps.get_model("clues", "SubjectTie")
    units = {unit.name: unit for unit in unit_of.objects.all()}
    today = timezone.localdate()
    in_force = Q(to_on__isnull=True) | Q(to_on__gte=today)
    standings = apps.get_model("clues", "SubjectStanding").objects.filter(in_force, from_on__lte=today)
    for standing in standings.select_related("unit").iterator():
        name = standing.unit_name.strip()
        unit = standing.unit or units.get(name)
        name = unit.name if unit else name
        keys = ([unit_tie(unit.code)] if unit else []) + ([named_unit_tie(name)] if name else [])
        ties = [tie_of(subject_id=standing.subject_id, key=key) for key in keys]
        tie_of.objects.bulk_create(ties, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [
        ("clues", "0019_subject_ties"),
        ("access", "0002_keeping"),
        ("accounts", "0009_keeping_recusal_grounds"),
    ]
    operations = [migrations.RunSQL(KEEP, UNDO), migrations.RunPython(tie, migrations.RunPython.noop)]
