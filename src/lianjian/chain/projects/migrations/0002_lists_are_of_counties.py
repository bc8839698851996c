"""A project with nothing but a pairing behind it stood on the list of its village: no such list is
issued. It stands on that of the village's county."""

from typing import Any

from django.db import migrations

COUNTY = 10**9


def forwards(apps: Any, _editor: Any) -> None:
    division = apps.get_model("places", "Division")
    project = apps.get_model("projects", "Project")
    below = project.objects.filter(issuer_division__level__in=["town", "village", "hamlet"])
    for one in below.select_related("issuer_division").iterator():
        code = one.issuer_division.code
        county = division.objects.filter(
            code=code - code % COUNTY, level="county", valid_to=None
        ).first()
        if county is not None:
            project.objects.filter(pk=one.pk).update(issuer_division=county)


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_initial"), ("places", "0001_initial")]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
