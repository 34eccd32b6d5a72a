"""Letters name their subjects as far as that is known, and numbers that were spelled in two ways have one key."""

from django.db import migrations

from accounts.identity import number_of
from hub.kernel.sealing import match_key, unseal

MENTIONS = """
INSERT INTO clues_mention (letter_id, subject_id, name, post, unit_name, authority)
SELECT link.letter_id, link.subject_id, subject.name, '', '', 'unknown'
FROM clues_letter_subjects link JOIN clues_subject subject ON subject.id = link.subject_id ORDER BY link.id
"""


def spell_alike(apps, schema_editor):
    """A word for no number is none; dashes and the like make no other number."""
    identifiers = apps.get_model("clues", "SubjectIdentifier").objects
    for each in identifiers.exclude(scheme="cn.ric").iterator():
        number = number_of(each.scheme, unseal(each.sealed))
        key = match_key(each.scheme, number)
        if not number or identifiers.filter(key=key, subject=each.subject_id).exclude(pk=each.pk).exists():
            each.delete()
        elif key != each.key:
            identifiers.filter(pk=each.pk).update(key=key)


class Migration(migrations.Migration):
    dependencies = [("clues", "0005_mentions")]
    operations = [
        migrations.RunSQL(MENTIONS, migrations.RunSQL.noop),
        migrations.RunPython(spell_alike, migrations.RunPython.noop),
    ]
