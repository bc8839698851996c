"""Form fields as the kit draws them: the right classes, types and descriptions for each widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString

from lianjian.ground.core.verdicts import Text

MOST_AT_A_GLANCE = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """One radio button or one box of several."""

    control: SafeString
    id: str
    label: Any


@dataclass(frozen=True, slots=True)
class Parts:
    """What a field is made of. ``shape`` is input, check, choices or hidden.

    Beside a box that ``takes_a_file`` stands that the system is not for secrets.
    """

    shape: str
    control: SafeString
    choices: list[Choice]
    id: str
    help: Any
    help_id: str
    error_id: str
    described_by: str
    takes_a_file: bool

    @property
    def is_long(self) -> bool:
        """Whether there are too many choices to find one by looking."""
        return len(self.choices) > MOST_AT_A_GLANCE


def parts(field: BoundField, *, placeholder: str = "", help_text: Text = "") -> Parts:
    """Prepare a bound field: nothing in the room's form needs to know about classes."""
    widget = field.field.widget
    help_id, error_id = f"{field.auto_id}_help", f"{field.auto_id}_error"
    help_text = help_text or field.help_text
    described = [*([help_id] if help_text else []), *([error_id] if field.errors else [])]
    attrs: dict[str, Any] = {"aria-describedby": " ".join(described)} if described else {}
    if placeholder:
        attrs["placeholder"] = placeholder
    if field.errors:
        attrs["aria-invalid"] = "true"
    shape = _shape(widget)
    _dress(widget, shape, attrs)
    several = shape == "choices"
    return Parts(
        shape=shape,
        control=(SafeString("") if several else field.as_widget(attrs=attrs)) + _as_shown(field),
        choices=_choices(field) if several else [],
        id=field.id_for_label or field.auto_id,
        help=help_text,
        help_id=help_id,
        error_id=error_id,
        described_by=" ".join(described),
        takes_a_file=isinstance(widget, forms.FileInput),
    )


def _as_shown(field: BoundField) -> SafeString:
    """What an ``EditForm`` sends along: the value that its reader was shown."""
    if not field.field.show_hidden_initial:
        return SafeString("")
    return field.as_hidden(only_initial=True)


def _shape(widget: forms.Widget) -> str:
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    return "check" if isinstance(widget, forms.CheckboxInput) else "input"


def _dress(widget: forms.Widget, shape: str, attrs: dict[str, Any]) -> None:
    """Give the widget its class, and dates the browser's own calendar."""
    if isinstance(widget, forms.DateTimeInput):
        widget.input_type, widget.format = "datetime-local", "%Y-%m-%dT%H:%M"
    elif isinstance(widget, forms.DateInput):
        widget.input_type, widget.format = "date", "%Y-%m-%d"
    elif isinstance(widget, forms.TimeInput):
        widget.input_type, widget.format = "time", "%H:%M"
    elif isinstance(widget, forms.Textarea) and widget.attrs.get("rows") == "10":
        attrs["rows"] = "4"  # Django's default is ten, which fills a phone.
    own = "form-check-input" if shape in ("check", "choices") else "form-control"
    if isinstance(widget, forms.Select) and shape == "input":
        own = "form-select"
    invalid = " is-invalid" if "aria-invalid" in attrs and shape == "input" else ""
    classes = f"{own}{invalid} {widget.attrs.get('class', '')}".split()
    if shape == "choices":
        widget.attrs["class"] = " ".join(dict.fromkeys(classes))
    elif shape != "hidden":
        attrs["class"] = " ".join(dict.fromkeys(classes))


def _choices(field: BoundField) -> list[Choice]:
    return [
        Choice(SafeString(option.tag()), option.id_for_label, option.choice_label)
        for option in field.subwidgets
    ]
