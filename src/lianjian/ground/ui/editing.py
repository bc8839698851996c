"""Forms over what is kept already, which two people may have open at the same time.

Such a form sends along what it showed. So only what this person changed is written, and what
somebody else changed in another field meanwhile stays. Where both changed the same field, nobody's
word is lost in silence: the second is told both (409), and decides. A draft on the device is kept
with what was shown beside it (``kit.js``), so a form that comes back days later is no exception;
after a 409, what it told counts as shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.verdicts import Overtaken


class EditForm(forms.Form):
    """A form that was filled from a row. Use ``send``, never ``cleaned_data``.

    Where the row points to something that its reader does not see, they are not asked about it:
    their list could not hold it, and the first of the list would take its place.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in [name for name in self.fields if self._is_out_of_sight(name)]:
            del self.fields[name]
        for field in self.fields.values():
            field.show_hidden_initial = True

    def _is_out_of_sight(self, name: str) -> bool:
        field, chosen = self.fields[name], self.initial.get(name)
        seen = getattr(field, "queryset", None)
        return chosen is not None and seen is not None and not seen.filter(pk=chosen.pk).exists()

    def send(
        self,
        now: Callable[[], Mapping[str, Any]],
        write: Callable[..., object],
    ) -> None:
        """Let ``write`` take what this person changed of a valid form, if anything.

        ``now`` reads what is kept, by field. Raises Overtaken, with both texts, also for what
        somebody else changed between that reading and the writing.
        """
        changes = self.changes(now())
        if not changes:
            return
        try:
            write(**changes)
        except Overtaken:
            self.changes(now())
            raise

    def changes(self, now: Mapping[str, Any]) -> dict[str, Any]:
        """What this person changed, of a valid form; ``now`` is what is kept, by field.

        Raises Overtaken, with both texts, for a field that somebody else changed since it was
        shown. A field that came without what was shown is compared with what is kept.
        """
        said: dict[str, Any] = {}
        for name in self.fields:
            yours, theirs = self._as_sent(name, self.cleaned_data[name]), self._kept(name, now)
            shown = self._shown(name, theirs)
            if yours == shown:
                continue
            if theirs not in (shown, yours):
                raise Overtaken(
                    _(
                        "Somebody changed “%(field)s” while you were writing. It says now: "
                        "“%(theirs)s”. You wrote: “%(yours)s”. Open the page again and decide."
                    )
                    % {
                        "field": self.fields[name].label,
                        "theirs": self._in_words(name, now[name]),
                        "yours": self._in_words(name, self.cleaned_data[name]),
                    },
                    now={self.add_prefix(name): theirs},
                )
            said[name] = self.cleaned_data[name]
        return said

    def _shown(self, name: str, otherwise: str) -> str:
        sent = self.data.get(self[name].html_initial_name)
        if sent is None:
            return otherwise
        try:
            return self._as_sent(name, self.fields[name].to_python(sent))
        except forms.ValidationError:
            return str(sent)

    def _kept(self, name: str, now: Mapping[str, Any]) -> str:
        return self._as_sent(name, now[name])

    def _as_sent(self, name: str, value: Any) -> str:
        """A value as the browser would send it: one text for one meaning."""
        prepared = self.fields[name].prepare_value(value)
        return "" if prepared is None else str(prepared).replace("\r\n", "\n").strip()

    def _in_words(self, name: str, value: Any) -> str:
        """A value as the page would show it, for the person who must decide."""
        if isinstance(self.fields[name], forms.ChoiceField):
            named = {one.data["value"]: one.choice_label for one in self[name].subwidgets}
            return str(named.get(value, value))
        return "" if value is None else str(value)
