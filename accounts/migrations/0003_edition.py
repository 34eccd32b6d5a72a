"""Units and groups of posts are kept in the process like rules: a change of them is another edition."""

from django.db import migrations

TRIGGERS = "".join(
    f"""
CREATE TRIGGER new_edition AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION rules_new_edition();
"""
    for table in ("accounts_unit", "accounts_postgroup")
)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_keeping"), ("rules", "0003_edition")]
    operations = [migrations.RunSQL(TRIGGERS, migrations.RunSQL.noop)]
