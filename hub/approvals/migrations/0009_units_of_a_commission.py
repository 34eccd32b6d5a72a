from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("approvals", "0008_general_office"),
    ]

    operations = [
        migrations.AlterField(
            model_name="chainsigner",
            name="by",
            field=models.CharField(
                choices=[
                    ("unit", "A role in a named unit"),
                    ("kind", "A role in the commission's units of a kind"),
                    ("relation", "A role in a unit of the matter"),
                    ("people", "Everybody with a part in the matter"),
                    ("person", "A person by name"),
                ],
                max_length=10,
            ),
        ),
    ]
