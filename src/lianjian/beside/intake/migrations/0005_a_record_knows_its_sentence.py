"""So that a record's page says which sentence it comes from, as long as the text is kept."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0004_a_fact_knows_its_version")]

    operations = [
        migrations.AddField("fact", "quote", models.TextField(blank=True, default=""), False),
        migrations.CreateModel(
            name="Origin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("record", models.CharField(max_length=80)),
                ("made", models.BooleanField()),
                (
                    "fact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="origins",
                        to="intake.fact",
                    ),
                ),
            ],
            options={
                "verbose_name": "origin of a record",
                "ordering": ["pk"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["record"], name="origins_of_one_record")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("fact", "record"), name="a_fact_is_the_origin_of_a_record_once"
                    )
                ],
            },
        ),
    ]
