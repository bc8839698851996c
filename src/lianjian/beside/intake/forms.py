from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.receives import Field, Kind, Receiver
from lianjian.ground.ui.editing import EditForm

from . import tongues
from .models import Fact
from .understanding import LONGEST

ACCEPTED = ".txt,.md,.html,.htm,.docx,.pdf,.xlsx,.jpg,.jpeg,.png"


class _Published(forms.Form):
    outlet = forms.CharField(
        label=_("published by"),
        max_length=120,
        required=False,
        help_text=_(
            "Only if it stands in a paper or on a page: its name. Leave it empty for what you "
            "write yourself."
        ),
    )
    published_on = forms.DateField(
        label=_("published on"),
        required=False,
        help_text=_("Without it 今年 and 日前 have no year."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class HandInForm(_Published):
    """One box for what people write and for what they have: a text, or a file, not both."""

    text = forms.CharField(
        label=_("What happened?"),
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    file = forms.FileField(
        label=_("photo or file"),
        required=False,
        allow_empty_file=True,
        help_text=_(
            ".txt, .docx, .pdf, .html, .xlsx up to 20 MB. A photo is kept as evidence; no text "
            "is read from it."
        ),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        written, chosen = bool((given.get("text") or "").strip()), given.get("file") is not None
        if written and chosen:
            self.add_error("file", _("Send the text and the file one after the other."))
        if not (written or chosen) and not self.errors:
            self.add_error("text", _("Write or paste something, or choose a file."))
        return given


class PublishedForm(EditForm, _Published):
    """Where and when a text was published, said later."""


class AskForm(forms.Form):
    question = forms.CharField(
        label=_("your question"), max_length=200, help_text=_("One line. It waits on their page.")
    )


class AnswerForm(forms.Form):
    question = forms.CharField(widget=forms.HiddenInput)
    answer = forms.CharField(label=_("your answer"), max_length=300)


class LineForm(EditForm):
    """The cells of a proposed line, as they would stand in a sheet; all, or ``only`` some.

    Two people may have one open: what is sent is laid over what the line says now.
    """

    def __init__(
        self,
        *args: Any,
        receiver: Receiver,
        fact: Fact,
        only: Collection[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **{**kwargs, "prefix": f"{'a' if only else 'f'}{fact.pk}"})
        self.only = ",".join(sorted(only))
        for one in receiver.fields:
            if only and one.name not in only:
                continue
            self.fields[one.name] = _cell(one, fact)
            self.fields[one.name].show_hidden_initial = True
            self.initial.setdefault(one.name, fact.values.get(one.name, ""))

    def over(self, fact: Fact) -> dict[str, str]:
        """What this form's cells come to over what the fact says now. Raises Overtaken, with both
        texts, for a cell that somebody else changed since it was shown."""
        now = {name: fact.values.get(name, "") for name in self.fields}
        return {**now, **self.changes(now)}


def _cell(one: Field, fact: Fact) -> forms.Field:
    asked, wrong = tongues.told(fact, "asks"), tongues.told(fact, "wrong")
    asks = asked.get(one.name) or wrong.get(one.name) or str(one.help)
    common: dict[str, Any] = {"label": str(one.label), "required": one.required, "help_text": asks}
    if one.kind == Kind.CHOICE:
        choices = [("", "—"), *((option.value, str(option.label)) for option in one.choices)]
        said = fact.values.get(one.name, "")
        if said and said not in dict(choices):
            choices.append((said, said))
        return forms.ChoiceField(choices=choices, **common)
    # A line of a sheet may hold several names; a cell is never longer than a report's sentence.
    return forms.CharField(max_length=2000, **common)
