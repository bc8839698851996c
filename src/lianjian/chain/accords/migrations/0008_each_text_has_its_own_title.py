"""Each text keeps its own title, document number, joint body and pairings, and counts its editions."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accords", "0007_parties_sign_in_turn_or_have_no_objection"),
        ("pairing", "0004_certificates_name_villages_and_partners"),
    ]

    operations = [
        migrations.AddField(
            model_name="textversion",
            name="document_number",
            field=models.CharField(blank=True, max_length=80, verbose_name="document number"),
        ),
        migrations.AddField(
            model_name="textversion",
            name="edition",
            field=models.PositiveIntegerField(default=1, verbose_name="edition"),
        ),
        migrations.AddField(
            model_name="textversion",
            name="title",
            field=models.CharField(blank=True, max_length=200, verbose_name="title"),
        ),
        migrations.AddField(
            model_name="textversion",
            name="body",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=models.deletion.PROTECT,
                related_name="+",
                to="accords.jointbody",
                verbose_name="joint body",
            ),
        ),
        migrations.AddField(
            model_name="textversion",
            name="pairings",
            field=models.ManyToManyField(blank=True, related_name="+", to="pairing.pairing"),
        ),
    ]
