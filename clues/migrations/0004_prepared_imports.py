"""Files of letters belong to an office, have versions, and are kept only for a time."""

from datetime import timedelta

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery
from django.utils import timezone

STATES = ("cancelled", "failed")


def name_offices(apps, schema_editor):
    """The office for which the sender registered; what has been stopped for long is kept from now on."""
    imports = apps.get_model("clues", "LetterImport").objects
    posts = apps.get_model("accounts", "Post").objects.filter(
        person=OuterRef("by"), group__role="registrar", group__unit__kind="petition"
    )
    imports.filter(unit=None).update(unit=Subquery(posts.order_by("pk").values("group__unit")[:1]))
    kept_until = timezone.now() + timedelta(days=30)  # as the rule "import.file" has it today
    imports.filter(state__in=STATES, sealed__isnull=False).update(kept_until=kept_until)


class Migration(migrations.Migration):
    dependencies = [
        ("clues", "0003_import_terms"),
        ("accounts", "0001_initial"),
        ("rules", "0003_kept_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="letterimport",
            name="kept_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="letterimport",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="letterimport",
            name="unit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.unit",
                verbose_name="petition office",
            ),
        ),
        migrations.AlterField(
            model_name="letterimport",
            name="state",
            field=models.CharField(
                choices=[
                    ("prepared", "To be started"),
                    ("waiting", "Waiting"),
                    ("running", "Running"),
                    ("done", "Done"),
                    ("cancelled", "Cancelled"),
                    ("failed", "Failed"),
                ],
                default="prepared",
                max_length=12,
            ),
        ),
        migrations.RunPython(name_offices, migrations.RunPython.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="letterimport",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.unit",
                verbose_name="petition office",
            ),
        ),
        migrations.AddIndex(
            model_name="letterimport",
            index=models.Index(fields=["unit", "-id"], name="clues_lette_unit_id_b456c5_idx"),
        ),
    ]
