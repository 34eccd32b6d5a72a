import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clues", "0002_seed"),
        ("rules", "0002_seed"),
    ]

    operations = [
        migrations.AddField(
            model_name="importedrow",
            name="remark",
            field=models.CharField(blank=True, max_length=300, verbose_name="remark"),
        ),
        migrations.AddField(
            model_name="letterimport",
            name="level",
            field=models.ForeignKey(
                default=20,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="rules.level",
                verbose_name="classification",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="letterimport",
            name="note",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="letterimport",
            name="source",
            field=models.CharField(
                choices=[
                    ("letter", "Letter"),
                    ("visit", "Visit"),
                    ("call", "12388 call"),
                    ("web", "Web report"),
                    ("superior", "Assigned by a superior body"),
                    ("inspection", "Inspection tour"),
                    ("partner", "Partner body"),
                    ("supervision", "Found in supervision"),
                    ("surrender", "Self-surrender"),
                    ("screening", "Data screening, after review by a person"),
                ],
                default="letter",
                max_length=12,
                verbose_name="source",
            ),
        ),
    ]
