"""Every change of people, posts, units and what bars a person is kept."""

from django.db import migrations

# table -> {column of the past: what stands in it}
KEPT = {
    "person": {"is_active": "is_active", "rank": "clearance", "identity_key": "identity_key", "branch_key": "branch_key"},
    "unit": {"from_on": "from_on", "to_on": "to_on"},
    "post": {
        "person_id": "person_id",
        "group_id": "group_id",
        "unit_id": "(SELECT g.unit_id FROM accounts_postgroup g WHERE g.group_ptr_id = group_id)",
        "from_on": "from_on",
        "to_on": "to_on",
        "ended_at": "ended_at",
    },
    "recusal": {
        "person_id": "person_id",
        "party_key": "party_key",
        "from_on": "from_on",
        "to_on": "to_on",
        "ended_at": "ended_at",
    },
    "formerpost": {"person_id": "person_id", "unit_key": "unit_key", "to_on": "to_on"},
}
KEEP = "".join(
    f"""
SELECT hub_keep('accounts_{name}', 'accounts_past{name}', '{", ".join(facts)}', '{", ".join(facts.values())}');
SELECT hub_seal('accounts_past{name}');
"""
    for name, facts in KEPT.items()
)
UNDO = "".join(f"SELECT hub_leave('accounts_{name}', 'accounts_past{name}');" for name in KEPT)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("access", "0002_keeping")]
    operations = [migrations.RunSQL(KEEP, UNDO)]
