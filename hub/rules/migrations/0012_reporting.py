"""The deadline of reports upward, for installations that were seeded before it."""

from django.db import migrations

from hub.rules.seeding import seed_missing


def seed(apps, schema_editor):
    seed_missing(apps.get_model("rules", "Deadline"), "deadlines", "code")


class Migration(migrations.Migration):
    dependencies = [("rules", "0011_recusal")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
