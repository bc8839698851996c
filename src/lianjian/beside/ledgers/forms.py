from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.receives import Receiver

from .models import Import


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("your sheet"),
        help_text=_(".xlsx, .xls, .ods or CSV, as you keep it. Up to 20 MB and 200,000 rows."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
    )


class ColumnsForm(forms.Form):
    """Which column each field is read from: one choice a field, each column with its heading."""

    def __init__(self, *args: Any, receiver: Receiver, seen: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = [("", _("not in this sheet")), *_columns(seen)]
        for one in receiver.fields:
            self.fields[one.name] = forms.ChoiceField(
                label=str(one.label),
                help_text=str(one.help),
                choices=columns,
                required=one.required,
                error_messages={"required": _("No column is chosen.")},
            )

    def columns(self) -> dict[str, int]:
        """The columns of a valid form, from 0."""
        return {name: int(value) for name, value in self.cleaned_data.items() if value}


def _columns(seen: dict[str, Any]) -> list[tuple[str, str]]:
    """``B 单位名称（石桥村）``: a letter as the spreadsheet has it, the heading, a value."""
    shown = []
    for place, text in enumerate(seen["texts"]):
        samples = [row[place] for row in seen["samples"] if place < len(row) and row[place]]
        if text or samples:
            example = f"（{samples[0][:16]}）" if samples else ""
            shown.append((str(place), f"{letter(place)} {text.replace('·', ' ')}{example}"))
    return shown


def letter(column: int) -> str:
    """A column (from 0) as a spreadsheet calls it: A … Z, AA …"""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def with_columns(sheet: Import, receiver: Receiver, seen: dict[str, Any]) -> list[dict[str, str]]:
    """How each field is read, for people: its name and the heading of its column."""
    return [
        {
            "label": str(one.label),
            "column": f"{letter(sheet.mapping[one.name])} "
            f"{seen['texts'][sheet.mapping[one.name]].replace('·', ' ')}",
        }
        for one in receiver.fields
        if one.name in sheet.mapping
    ]
