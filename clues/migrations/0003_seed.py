"""The tables every installation starts with; each can be replaced by a newer version."""

from django.db import migrations
from django.utils import timezone

from clues import seeding


def load(apps, schema_editor):
    seeding.load_categories(apps)
    seeding.load_way_rules(apps)
    seeding.load_way_stages(apps)
    seeding.load_way_chains(apps)
    seeding.load_rules(apps)
    seeding.load_apart_rules(apps)
    seeding.load_extension_rules(apps)
    seeding.load_reporting_rules(apps)
    seeding.load_bulletin_rules(apps)
    seeding.load_chains(apps)
    seeding.renew_chains(apps, 2, timezone.localdate())


class Migration(migrations.Migration):
    dependencies = [("clues", "0002_keeping"), ("approvals", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
