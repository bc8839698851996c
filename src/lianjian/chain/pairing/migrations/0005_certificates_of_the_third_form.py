"""Drafts that are kept get certificates of the third form, whose digest of the problem is made of
numbers. Plan, prices and problem are what they were."""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

_BEFORE = import_module(
    "lianjian.chain.pairing.migrations.0004_certificates_name_villages_and_partners"
)


class Migration(migrations.Migration):
    dependencies = [("pairing", "0004_certificates_name_villages_and_partners")]

    # The same work: every certificate that is not of the engine's form is made anew.
    operations = [migrations.RunPython(_BEFORE.forwards, _BEFORE.backwards)]
