"""A file of letters that was stopped is kept no longer than it takes to go on with it."""

from django.db import migrations

BEFORE, NOW = 30, 3  # days


def shorten(apps, schema_editor):
    """Where the installation has not set a time of its own."""
    rule = apps.get_model("rules", "Deadline").objects.filter(code="import.file", unit="days")
    rule.filter(amount=BEFORE, valid_to=None).update(amount=NOW)


class Migration(migrations.Migration):
    dependencies = [("rules", "0015_outcomes")]
    operations = [migrations.RunPython(shorten, migrations.RunPython.noop)]
