"""The time for asking another organ for its outcome, for installations that were seeded before this rule."""

from django.db import migrations

from hub.rules.seeding import seed_missing


def seed(apps, schema_editor):
    seed_missing(apps.get_model("rules", "Deadline"), "deadlines", "code")


class Migration(migrations.Migration):
    dependencies = [("rules", "0014_bulletins")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
