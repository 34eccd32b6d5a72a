"""The first content: levels, deadlines, and the calendar as far as it is published.

A later change of a rule is a row of its own with its own validity, not an edit of the seed.
"""

from django.db import migrations

from hub.rules.calendar import seed_calendar
from hub.rules.seeding import seed_table


def seed(apps, schema_editor):
    seed_table(apps.get_model("rules", "Level"), "levels")
    seed_table(apps.get_model("rules", "Deadline"), "deadlines")
    seed_calendar(
        apps.get_model("rules", "CalendarYear"), apps.get_model("rules", "CalendarDay")
    )


class Migration(migrations.Migration):
    dependencies = [("rules", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
