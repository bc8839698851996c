from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jobs", "0003_what_nobody_uses_is_cleared_every_day")]

    operations = [
        migrations.AddField("job", "language", models.CharField(blank=True, max_length=10)),
    ]
