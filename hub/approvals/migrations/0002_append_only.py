"""Signatures are never changed or taken away."""

from django.db import migrations

TRIGGERS = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON approvals_signature
    FOR EACH ROW EXECUTE FUNCTION hub_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON approvals_signature
    FOR EACH STATEMENT EXECUTE FUNCTION hub_append_only();
"""
UNDO = """
DROP TRIGGER append_only ON approvals_signature;
DROP TRIGGER no_truncate ON approvals_signature;
"""


class Migration(migrations.Migration):
    dependencies = [("approvals", "0001_initial"), ("events", "0002_append_only")]
    operations = [migrations.RunSQL(TRIGGERS, UNDO)]
