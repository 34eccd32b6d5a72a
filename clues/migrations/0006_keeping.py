"""From here on every change of grants, classifications and parties is kept; what was before is taken from the rows."""

from django.db import migrations

GRANTS = [
    (f"clues_{model}{side}grant", f"clues.{model}", side)
    for model in ("clue", "letter")
    for side in ("group", "person")
]
COLUMN = {"group": "group_id", "person": "user_id"}
BACKFILL = "".join(
    f"""
INSERT INTO access_pastgrant (at, gone, of_id, label, row_id, {side}_id, purpose, expires_at, granted_at, by_id)
SELECT granted_at, false, id, '{label}', content_object_id, {COLUMN[side]}, purpose, expires_at, granted_at, granted_by_id
FROM {table} ORDER BY granted_at;
"""
    for table, label, side in GRANTS
) + """
INSERT INTO clues_pastclue (at, gone, of_id, rank, subject_id)
SELECT registered_at, false, id, classification, subject_id FROM clues_clue;
INSERT INTO clues_pastletter (at, gone, of_id, rank)
SELECT registered_at, false, id, classification FROM clues_letter;
INSERT INTO clues_pastlettersubject (at, gone, of_id, letter_id, subject_id)
SELECT l.registered_at, false, s.id, s.letter_id, s.subject_id
FROM clues_letter_subjects s JOIN clues_letter l ON l.id = s.letter_id;
INSERT INTO clues_pastidentifier (at, gone, of_id, subject_id, key)
SELECT s.created_at, false, i.id, i.subject_id, i.key
FROM clues_subjectidentifier i JOIN clues_subject s ON s.id = i.subject_id;
"""
KEEP = "".join(
    f"SELECT hub_keep_grants('{table}', '{label}', '{COLUMN[side]}');\n" for table, label, side in GRANTS
) + """
SELECT hub_keep('clues_clue', 'clues_pastclue', 'rank, subject_id', 'classification, subject_id');
SELECT hub_keep('clues_letter', 'clues_pastletter', 'rank', 'classification');
SELECT hub_keep('clues_letter_subjects', 'clues_pastlettersubject', 'letter_id, subject_id', 'letter_id, subject_id');
SELECT hub_keep('clues_subjectidentifier', 'clues_pastidentifier', 'subject_id, key', 'subject_id, key');
SELECT hub_seal('clues_pastclue'), hub_seal('clues_pastletter'), hub_seal('clues_pastlettersubject'),
    hub_seal('clues_pastidentifier');
"""
KEPT = {
    **{table: None for table, _label, _side in GRANTS},
    "clues_clue": "clues_pastclue",
    "clues_letter": "clues_pastletter",
    "clues_letter_subjects": "clues_pastlettersubject",
    "clues_subjectidentifier": "clues_pastidentifier",
}
UNDO = "".join(
    f"SELECT hub_leave('{table}', {repr(past) if past else 'NULL'});" for table, past in KEPT.items()
)


class Migration(migrations.Migration):
    dependencies = [("clues", "0005_past"), ("access", "0002_keeping")]
    operations = [migrations.RunSQL(BACKFILL + KEEP, UNDO)]
