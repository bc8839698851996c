"""Many divisions at once, by their keys or codes: for rooms that work on whole provinces."""

from __future__ import annotations

from collections.abc import Collection

from .models import Division


def divisions(keys: Collection[int]) -> dict[int, Division]:
    """Divisions by their keys, with what they lie in."""
    rows = Division.objects.filter(pk__in=keys).select_related("parent__parent__parent__parent")
    return {one.pk: one for one in rows}


def called_by_code(codes: Collection[int]) -> dict[int, str]:
    """{code: name, behind that of what it lies in} of whole codes, as they are now or were last."""
    rows = Division.objects.filter(code__in=codes).order_by("valid_to")
    named = rows.values_list("code", "name", "parent__name", "valid_to")
    found: dict[int, str] = {}
    for code, name, above, until in named:
        if until is None or code not in found:
            found[code] = f"{above or ''}{name}"
    return found
