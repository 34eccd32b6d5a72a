"""Former posts and Party branches are kept from here on, as everything else that bars."""

from django.db import migrations

KEEP = """
SELECT hub_leave('accounts_person', 'accounts_pastperson');
SELECT hub_keep('accounts_person', 'accounts_pastperson', 'is_active, rank, identity_key, branch_key',
    'is_active, clearance, identity_key, branch_key');
SELECT hub_seal('accounts_pastperson');
SELECT hub_keep('accounts_formerpost', 'accounts_pastformerpost', 'person_id, unit_key, to_on',
    'person_id, unit_key, to_on');
SELECT hub_seal('accounts_pastformerpost');
"""
UNDO = """
SELECT hub_leave('accounts_formerpost', 'accounts_pastformerpost');
SELECT hub_leave('accounts_person', 'accounts_pastperson');
SELECT hub_keep('accounts_person', 'accounts_pastperson', 'is_active, rank, identity_key',
    'is_active, clearance, identity_key');
SELECT hub_seal('accounts_pastperson');
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0008_recusal_grounds")]
    operations = [migrations.RunSQL(KEEP, UNDO)]
