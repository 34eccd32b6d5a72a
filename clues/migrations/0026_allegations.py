"""What is alleged is a row of its own; each clue there is gets its first one from its summary."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def enter_first(apps, schema_editor):
    clues, allegations = apps.get_model("clues", "Clue"), apps.get_model("clues", "Allegation")
    for clue in clues.objects.prefetch_related("letters").order_by("pk").iterator(chunk_size=500):
        made = allegations.objects.create(
            text=clue.summary,
            category_id=clue.category_id,
            entered_by_id=clue.initiator_id,
            entered_at=clue.registered_at,
        )
        made.clues.add(clue)
        made.letters.set(clue.letters.all())


class Migration(migrations.Migration):

    dependencies = [
        ('clues', '0025_intercessions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Allegation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='text')),
                ('entered_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clues.category', verbose_name='category')),
                ('clues', models.ManyToManyField(related_name='allegations', to='clues.clue', verbose_name='clues')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('letters', models.ManyToManyField(blank=True, related_name='allegations', to='clues.letter', verbose_name='letters')),
            ],
            options={
                'verbose_name': 'Allegation',
                'verbose_name_plural': 'Allegations',
                'ordering': ['pk'],
            },
        ),
        migrations.RunPython(enter_first, migrations.RunPython.noop),
    ]
