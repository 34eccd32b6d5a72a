"""The tables every installation starts with; each can be replaced by a newer version."""

from django.db import migrations
from django.utils import timezone

from clues.apart.seed import load_apart_rules
from clues.bulletins.seed import load_bulletin_rules
from clues.reporting.seed import load_reporting_rules
from clues.routing.seed import load_rules
from clues.seed.loading import load_categories
from clues.seed.loading import load_chains
from clues.seed.loading import renew_chains
from clues.timing.seed import load_extension_rules
from clues.ways.seed import load_way_chains
from clues.ways.seed import load_way_rules
from clues.ways.seed import load_way_stages


def load(apps, schema_editor):
    load_categories(apps)
    load_way_rules(apps)
    load_way_stages(apps)
    load_way_chains(apps)
    load_rules(apps)
    load_apart_rules(apps)
    load_extension_rules(apps)
    load_reporting_rules(apps)
    load_bulletin_rules(apps)
    load_chains(apps)
    renew_chains(apps, 2, timezone.localdate())


class Migration(migrations.Migration):
    dependencies = [("clues", "0002_keeping"), ("approvals", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
