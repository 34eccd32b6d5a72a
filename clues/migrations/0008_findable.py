"""Names and numbers on file are found by the words of `accounts.naming.search`; searches by number stay."""

from django.db import migrations

from accounts.naming.search import LONGEST, search_keys
from hub.kernel.writing import folded


def let_find(apps, schema_editor):
    model = apps.get_model
    subjects, letters = model("clues", "SubjectKey").objects, model("clues", "LetterKey").objects
    for subject in model("clues", "Subject").objects.iterator():
        keys = sorted(search_keys(subject.name))
        subjects.bulk_create([subjects.model(subject_id=subject.pk, key=key) for key in keys])
    for letter in model("clues", "Letter").objects.prefetch_related("mentions").iterator(500):
        names = {key for mention in letter.mentions.all() for key in search_keys(mention.name)}
        keys = sorted({*names, folded(letter.external_number)[:LONGEST]} - {""})
        letters.bulk_create([letters.model(letter_id=letter.pk, key=key) for key in keys])


class Migration(migrations.Migration):
    dependencies = [("clues", "0007_finding")]
    operations = [
        migrations.RunPython(let_find, migrations.RunPython.noop),
        migrations.RunSQL("SELECT hub_seal('clues_numbersought')", migrations.RunSQL.noop),
    ]
