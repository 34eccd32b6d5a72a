"""From here on every change of people, posts, units and recusals is kept.

What was before is taken from the ledger where it tells (clearance, disabling), else from the rows' own days.
"""

from django.db import migrations

BACKFILL = """
INSERT INTO accounts_pastperson (at, gone, of_id, is_active, rank, identity_key)
SELECT told.at, false, p.id,
    NOT EXISTS (SELECT 1 FROM events_entry e WHERE e.of_label = 'accounts.person' AND e.of_id = p.id
        AND e.kind = 'person.disabled' AND e.at <= told.at),
    (SELECT (e.data ->> 'rank')::smallint FROM events_entry e WHERE e.of_label = 'accounts.person' AND e.of_id = p.id
        AND e.kind = 'person.clearance_set' AND e.at <= told.at ORDER BY e.id DESC LIMIT 1),
    p.identity_key
FROM accounts_person p CROSS JOIN LATERAL (
    SELECT p.date_joined AS at UNION
    SELECT e.at FROM events_entry e WHERE e.of_label = 'accounts.person' AND e.of_id = p.id
        AND e.kind IN ('person.disabled', 'person.clearance_set')
) told ORDER BY told.at;
INSERT INTO accounts_pastperson (at, gone, of_id, is_active, rank, identity_key)
SELECT hub_clock(), false, id, is_active, clearance, identity_key FROM accounts_person;

INSERT INTO accounts_pastunit (at, gone, of_id, from_on, to_on)
SELECT from_on, false, id, from_on, to_on FROM accounts_unit;

INSERT INTO accounts_pastpost (at, gone, of_id, person_id, group_id, unit_id, from_on, to_on, ended_at)
SELECT from_on, false, p.id, person_id, group_id, g.unit_id, from_on, to_on, NULL
FROM accounts_post p JOIN accounts_postgroup g ON g.group_ptr_id = group_id;
INSERT INTO accounts_pastpost (at, gone, of_id, person_id, group_id, unit_id, from_on, to_on, ended_at)
SELECT ended_at, false, p.id, person_id, group_id, g.unit_id, from_on, to_on, ended_at
FROM accounts_post p JOIN accounts_postgroup g ON g.group_ptr_id = group_id WHERE ended_at IS NOT NULL;

INSERT INTO accounts_pastrecusal (at, gone, of_id, person_id, party_key, from_on, to_on, ended_at)
SELECT from_on, false, id, person_id, party_key, from_on, to_on, NULL FROM accounts_recusal;
INSERT INTO accounts_pastrecusal (at, gone, of_id, person_id, party_key, from_on, to_on, ended_at)
SELECT ended_at, false, id, person_id, party_key, from_on, to_on, ended_at
FROM accounts_recusal WHERE ended_at IS NOT NULL;
"""
KEEP = """
SELECT hub_keep('accounts_person', 'accounts_pastperson', 'is_active, rank, identity_key',
    'is_active, clearance, identity_key');
SELECT hub_keep('accounts_unit', 'accounts_pastunit', 'from_on, to_on', 'from_on, to_on');
SELECT hub_keep('accounts_post', 'accounts_pastpost', 'person_id, group_id, unit_id, from_on, to_on, ended_at',
    'person_id, group_id, (SELECT g.unit_id FROM accounts_postgroup g WHERE g.group_ptr_id = group_id),'
    ' from_on, to_on, ended_at');
SELECT hub_keep('accounts_recusal', 'accounts_pastrecusal', 'person_id, party_key, from_on, to_on, ended_at',
    'person_id, party_key, from_on, to_on, ended_at');
SELECT hub_seal('accounts_pastperson'), hub_seal('accounts_pastunit'), hub_seal('accounts_pastpost'),
    hub_seal('accounts_pastrecusal');
"""
TABLES = ("person", "unit", "post", "recusal")
UNDO = "".join(f"SELECT hub_leave('accounts_{name}', 'accounts_past{name}');" for name in TABLES)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_past"), ("access", "0002_keeping")]
    operations = [migrations.RunSQL(BACKFILL + KEEP, UNDO)]
