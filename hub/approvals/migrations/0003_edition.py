"""Chains are kept in the process like rules: a change of one is another edition."""

from django.db import migrations

TRIGGERS = "".join(
    f"""
CREATE TRIGGER new_edition AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION rules_new_edition();
"""
    for table in ("approvals_chain", "approvals_chainstep", "approvals_chainsigner")
)


class Migration(migrations.Migration):
    dependencies = [("approvals", "0002_append_only"), ("rules", "0003_edition")]
    operations = [migrations.RunSQL(TRIGGERS, migrations.RunSQL.noop)]
