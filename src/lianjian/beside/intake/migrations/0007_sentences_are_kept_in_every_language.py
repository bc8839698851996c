"""So that who reads English and who reads Chinese are each told in their own words why."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0006_records_of_before_get_their_sentence")]

    operations = [
        migrations.AddField("submission", "said", models.JSONField(default=dict)),
        migrations.AddField("fact", "said", models.JSONField(default=dict)),
    ]
