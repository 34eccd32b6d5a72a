from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clues", "0031_inquiry_letters")]
    operations = [
        migrations.AddField(
            model_name="transferoutcome",
            name="final",
            field=models.BooleanField(default=False, verbose_name="the matter is ended there"),
        )
    ]
