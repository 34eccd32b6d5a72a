from datetime import timedelta

from django.db import migrations, models
from django.utils import timezone


def shorten(apps, schema_editor):
    """Files that were stopped before: the time that the rule "import.file" has now."""
    latest = timezone.now() + timedelta(days=3)
    stopped = apps.get_model("clues", "LetterImport").objects.filter(state__in=("cancelled", "failed"))
    stopped.filter(kept_until__gt=latest).update(kept_until=latest)


class Migration(migrations.Migration):
    dependencies = [("clues", "0033_names_of_files")]
    operations = [
        migrations.AddField(model_name="letterimport", name="withheld", field=models.JSONField(default=dict)),
        migrations.RunPython(shorten, migrations.RunPython.noop),
    ]
