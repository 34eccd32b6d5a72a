"""The read log is never changed."""

from django.db import migrations

UNDO = "DROP TRIGGER append_only ON access_look; DROP TRIGGER no_truncate ON access_look;"


class Migration(migrations.Migration):
    dependencies = [("access", "0003_look")]
    operations = [migrations.RunSQL("SELECT hub_seal('access_look')", UNDO)]
