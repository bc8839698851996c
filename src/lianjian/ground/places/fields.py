"""A place in a form: some text, and the place that was chosen for it.

    village = DivisionField(label=_("Village"), inside=county, level=Level.VILLAGE)

Without a script the text alone is sent; where it means one place, that is the one, else the form
comes back with the places to choose from. With htmx they appear while the person types.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from . import selectors
from .models import Division

MOST = 12
"""Places that are offered to choose from."""


@dataclass(frozen=True, slots=True)
class Said:
    """What was sent: the text, the place chosen, and the text for which it was offered."""

    text: str = ""
    chosen: str = ""
    offered_for: str = ""

    @property
    def pk(self) -> int | None:
        """The chosen place, unless the text was changed after the choice."""
        fits = self.chosen.isdecimal() and self.text.strip() == self.offered_for.strip()
        return int(self.chosen) if fits else None


class DivisionWidget(forms.Widget):
    """A text box with the places found below it, each a radio button."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.inside: Division | None = None
        self.level: str = ""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Said:
        return Said(
            str(data.get(name, ""))[:100],
            str(data.get(f"{name}_id", "")),
            str(data.get(f"{name}_for", ""))[:100],
        )

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        said, found, chosen = self._shown(value)
        context = {
            "name": name,
            "said": said,
            "matches": found,
            "chosen": chosen,
            "attrs": self.build_attrs(self.attrs, attrs),
            "suggest": f"{reverse('places:suggest')}?{urlencode(self._asked(name))}",
        }
        html = render_to_string("places/division_widget.html", context)
        return mark_safe(html)  # noqa: S308 - made by a template, which escaped it

    def _asked(self, name: str) -> dict[str, str]:
        inside = str(self.inside.pk) if self.inside else ""
        return {"field": name, "inside": inside, "level": self.level}

    def _shown(self, value: Any) -> tuple[str, list[selectors.Placed], int | None]:
        """The text in the box, the places below it, and which of them is chosen."""
        if isinstance(value, Said):
            chosen = Division.objects.filter(pk=value.pk).first() if value.pk else None
            if chosen is not None:
                return value.text, selectors.placed([chosen]), chosen.pk
            looked = value.text.strip()
            found = offered(looked, self.inside, self.level) if looked else []
            return value.text, found, None
        division = value if isinstance(value, Division) else None
        if division is None and value not in (None, ""):
            division = Division.objects.filter(pk=value).first()
        if division is None:
            return "", [], None
        return division.name, selectors.placed([division]), division.pk


class DivisionField(forms.Field):
    """A division of today; ``inside`` a division, of one ``level``, if given."""

    widget = DivisionWidget
    default_error_messages = {
        "several": _("Several places are called so: choose one of them."),
        "none": _("There is no such place on the list. Look for a shorter name."),
        "unlisted": _(
            "The official list has no “%(name)s” in %(place)s. If it is a natural village, add it "
            "there first. Should another county have a village of that name, it is not this one."
        ),
    }

    def __init__(self, *, inside: Division | None = None, level: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.inside, self.level = inside, level

    def _tell_widget(self) -> None:
        self.widget.inside, self.widget.level = self.inside, self.level

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        self._tell_widget()
        return super().get_bound_field(form, field_name)

    def prepare_value(self, value: Any) -> Any:
        """A place is sent by its key, which is what a form says it showed (``initial-…``)."""
        return value.pk if isinstance(value, Division) else value

    def to_python(self, value: Any) -> Division | None:
        if isinstance(value, Division):
            return value
        if isinstance(value, str):
            return self._permitted(int(value)) if value.isdecimal() else None
        if not isinstance(value, Said) or not (value.text.strip() or value.pk):
            return None
        if value.pk is not None:
            return self._permitted(value.pk)
        return self._meant(value.text.strip())

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = getattr(initial, "pk", initial)
        if isinstance(data, Said):
            return bool(data.pk != before if data.pk or not data.text.strip() else True)
        return super().has_changed(initial, data)

    def _permitted(self, pk: int) -> Division:
        rows = Division.objects.filter(pk=pk, valid_to=None)
        if self.inside is not None:
            first, behind = self.inside.range
            rows = rows.filter(code__gte=first, code__lt=behind)
        if self.level:
            rows = rows.filter(level=self.level)
        found = rows.first()
        if found is None:
            raise ValidationError(self.error_messages["none"], code="none")
        return found

    def _meant(self, text: str) -> Division:
        answer = selectors.look_up(text, inside=self.inside, level=self.level or None, limit=2)
        if len(answer.matches) == 1:
            return answer.matches[0]
        if answer.matches:
            raise ValidationError(self.error_messages["several"], code="several")
        if answer.unlisted:
            named = {"name": answer.rest, "place": answer.inside}
            raise ValidationError(self.error_messages["unlisted"], code="unlisted", params=named)
        raise ValidationError(self.error_messages["none"], code="none")


def offered(text: str, inside: Division | None, level: str) -> list[selectors.Placed]:
    """The places to choose from for a text."""
    return selectors.placed(selectors.find(text, inside=inside, level=level or None, limit=MOST))
