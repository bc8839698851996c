"""So that of two who edit or confirm one fact the second is told what changed meanwhile."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0003_texts_put_aside_are_forgotten_every_day")]

    operations = [
        migrations.AddField("fact", "version", models.PositiveIntegerField(default=0)),
        migrations.AddField("fact", "earlier", models.JSONField(default=list)),
    ]
