"""Time limits of bulletins, for installations that were seeded before these rules."""

from django.db import migrations

from hub.rules.seeding import seed_missing


def seed(apps, schema_editor):
    seed_missing(apps.get_model("rules", "Deadline"), "deadlines", "code")


class Migration(migrations.Migration):
    dependencies = [("rules", "0013_stock")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
