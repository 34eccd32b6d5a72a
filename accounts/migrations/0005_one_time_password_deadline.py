"""For installations that were seeded before one-time passwords ran out; new ones have the row already."""

from datetime import date

from django.db import migrations


def add(apps, schema_editor):
    apps.get_model("rules", "Deadline").objects.get_or_create(
        code="person.one_time_password",
        defaults={
            "amount": 3,
            "unit": "working_days",
            "source": "平台默认值",
            "valid_from": date(2019, 1, 1),
            "name_zh": "更换一次性密码",
            "name_en": "Change a one-time password",
        },
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_loads_passwords_and_ended_recusals"), ("rules", "0002_seed")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
