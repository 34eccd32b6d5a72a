"""The ledger refuses update, delete and truncate, whoever asks."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION hub_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""
TRIGGERS = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON events_entry FOR EACH ROW EXECUTE FUNCTION hub_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON events_entry FOR EACH STATEMENT EXECUTE FUNCTION hub_append_only();
"""
UNDO = """
DROP TRIGGER append_only ON events_entry;
DROP TRIGGER no_truncate ON events_entry;
DROP FUNCTION hub_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]
    operations = [migrations.RunSQL(FUNCTION + TRIGGERS, UNDO)]
