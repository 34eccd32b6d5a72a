"""Every change of grants, classifications and parties is kept; days that were due are never changed."""

from django.db import migrations

# Each governed row's two grant tables.
GRANTS = [
    (f"clues_{model}{side}grant", f"clues.{model}", column)
    for model in ("clue", "letter", "senton", "intercession")
    for side, column in (("group", "group_id"), ("person", "user_id"))
]
# table -> (its past, {column of the past: what stands in it})
KEPT = {
    "clues_clue": ("clues_pastclue", {"rank": "classification", "subject_id": "subject_id"}),
    "clues_letter": ("clues_pastletter", {"rank": "classification"}),
    "clues_letter_subjects": (
        "clues_pastlettersubject",
        {"letter_id": "letter_id", "subject_id": "subject_id"},
    ),
    "clues_subjectidentifier": ("clues_pastidentifier", {"subject_id": "subject_id", "key": "key"}),
    "clues_subjecttie": ("clues_pasttie", {"subject_id": "subject_id", "key": "key"}),
}
KEEP = "".join(
    f"SELECT hub_keep_grants('{table}', '{label}', '{column}');\n" for table, label, column in GRANTS
) + "".join(
    f"""
SELECT hub_keep('{table}', '{past}', '{", ".join(facts)}', '{", ".join(facts.values())}');
SELECT hub_seal('{past}');
"""
    for table, (past, facts) in KEPT.items()
)
LEAVE = "".join(f"SELECT hub_leave('{table}', NULL);" for table, *_rest in GRANTS) + "".join(
    f"SELECT hub_leave('{table}', '{past}');" for table, (past, _facts) in KEPT.items()
)
# A clue is struck, never deleted: its row stays.
NEVER = """
SELECT hub_seal('clues_duedate');
CREATE TRIGGER never_deleted BEFORE DELETE ON clues_clue
    FOR EACH ROW EXECUTE FUNCTION hub_append_only();
"""
AGAIN = """
DROP TRIGGER never_deleted ON clues_clue;
DROP TRIGGER append_only ON clues_duedate;
DROP TRIGGER no_truncate ON clues_duedate;
"""


class Migration(migrations.Migration):
    dependencies = [("clues", "0001_initial"), ("access", "0002_keeping")]
    operations = [migrations.RunSQL(KEEP, LEAVE), migrations.RunSQL(NEVER, AGAIN)]
