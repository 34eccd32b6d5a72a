"""The tables every installation starts with; each can be replaced by a newer version."""

from django.db import migrations

from clues.seeding import load_categories, load_chains, load_rules, load_ways


def load(apps, schema_editor):
    load_categories(apps)
    load_ways(apps)
    load_rules(apps)
    load_chains(apps, "clue.routing", "clue.opinion")


class Migration(migrations.Migration):
    dependencies = [("clues", "0001_initial"), ("approvals", "0002_append_only")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
