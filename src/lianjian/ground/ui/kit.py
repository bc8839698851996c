"""What the living style guide shows: every component, with invented contents."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.today import Matter
from lianjian.ground.core.verdicts import Text

from .charts import Bar, Panel, Point, Town, Village
from .listing import Choice, Ordering

_VILLAGES = [
    f"{direction}{place}村" for direction in "东南西北" for place in ("桥", "溪", "岭", "塘")
]


class SampleForm(forms.Form):
    """One field of each shape."""

    name = forms.CharField(label=_("Name"), help_text=_("As people say it."))
    until = forms.DateField(label=_("Until"), required=False)
    about = forms.CharField(label=_("In your words"), widget=forms.Textarea, required=False)
    area = forms.ChoiceField(
        label=_("Work area"), choices=[("industry", _("industry")), ("talent", _("talent"))]
    )
    answer = forms.ChoiceField(
        label=_("Answer"),
        widget=forms.RadioSelect,
        choices=[("yes", _("we would like to")), ("later", _("not this time"))],
    )
    villages = forms.MultipleChoiceField(
        label=_("Villages"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(name, name) for name in _VILLAGES],
    )
    file = forms.FileField(label=_("File"), required=False)
    agreed = forms.BooleanField(label=_("We have read it"))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of history."""

    when: dt.datetime
    who: Text
    what: Text


def _towns() -> list[Town]:
    states: dict[str, Any] = {"d": "done", "g": "going", "p": "plan", "n": "none", "l": "late"}
    drawn = {"枣林乡": "ddddddddddgggggn", "北岭镇": "dddddddddddgggp", "石桥镇": "dddddddddl"}
    return [
        Town(name, [Village(f"{name}{at + 1} 村", states[mark]) for at, mark in enumerate(marks)])
        for name, marks in drawn.items()
    ]


def sample() -> dict[str, Any]:
    """The context of the style guide's page."""
    broken = SampleForm({"name": ""})
    broken.is_valid()
    return {
        "form": SampleForm(),
        "broken": broken,
        "moment": clock.now(),
        "today": clock.today(),
        "reasons": _reasons(),
        **_waiting_and_past(),
        **_charts(),
        "page": Paginator(range(120), 50).get_page(2),
        "listing": _listing(),
    }


def _reasons() -> dict[str, Any]:
    return {
        "willingness": {
            "score": 860_000,
            "text": _("The other side put fresh fruit first; the village said yes."),
            "grade": 1,
        },
        "ties": {
            "score": 710_000,
            "text": _("One of its staff worked in the village for two years."),
            "grade": 3,
        },
        "span": {
            "score": 640_000,
            "text": _("It can take three villages and has one; about two hours by road."),
            "grade": 2,
        },
        "relevance": {
            "score": 920_000,
            "text": _("The village needs packing and sales; the other side has both."),
            "grade": 2,
        },
    }


def _waiting_and_past() -> dict[str, Any]:
    return {
        "matters": [
            Matter(_("Fruit Company would like to pair"), "#", _("Look"), "plan", clock.today()),
            Matter(_("Has the cold store arrived"), "#", _("Answer"), "going"),
            Matter(_("The visitor figure lacks its period"), "#", _("Add it"), "late"),
        ],
        "lines": [
            Line(clock.now(), _("county coordinator"), _("The round was published.")),
            Line(clock.now() - dt.timedelta(days=3), _("the system"), _("The round was solved.")),
        ],
    }


def _charts() -> dict[str, Any]:
    return {
        "bars": [
            Bar(_("received"), 260, "plan"),
            Bar(_("answered"), 112, "going"),
            Bar(_("at work"), 47, "done"),
            Bar(_("visitors"), None),
        ],
        "towns": _towns(),
        "panels": [
            Panel(name, [Point(str(2023 + at), value) for at, value in enumerate(values)])
            for name, values in (("石桥镇", (3, 5, 8)), ("北岭镇", (2, None, 4)))
        ],
    }


def _listing() -> SimpleNamespace:
    return SimpleNamespace(
        is_searchable=True,
        search_label="",
        text="",
        shown_filters=[],
        filters=[Choice("kind", _("Kind"), [])],
        orderings=[BY_NAME, BY_DATE],
        ordering=BY_NAME,
        columns=[1],
        csv_query="?export=csv",
    )


BY_NAME = Ordering("name", _("by name"), ("name",))
BY_DATE = Ordering("date", _("newest first"), ("-made_at",))
