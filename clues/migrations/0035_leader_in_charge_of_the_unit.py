"""The leader in charge signs who is in charge of the unit, not every leader of the commission."""

from django.db import migrations
from django.utils import timezone

from clues.seeding import renew_chains


def renew(apps, schema_editor):
    renew_chains(apps, 2, timezone.localdate())


class Migration(migrations.Migration):
    dependencies = [
        ("approvals", "0009_units_of_a_commission"),
        ("clues", "0034_withheld_rows"),
    ]

    operations = [
        migrations.RunPython(renew, migrations.RunPython.noop),
    ]
