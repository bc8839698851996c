"""Lines as people read them: when, who, what.

The journal knows verbs, not words: whoever knows everybody (``site``) hands the words in.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

from lianjian.ground.core import canonical
from lianjian.ground.core.actors import SYSTEM_ROLE
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Text

from . import selectors
from .models import Line

_WORDS: dict[str, Text] = {}
_REASONS: dict[str, Text] = {}


@dataclass(frozen=True, slots=True)
class Told:
    """One line in words. ``what`` is the verb itself where nobody has given words for it; ``why``
    the reason that was given with it, empty where none was."""

    seq: int
    when: dt.datetime
    who: str
    what: Text
    verb: str
    subject: str
    digest: str
    why: Text = ""
    part: str = ""
    """What the part of the whole is called that a line is about, where it has a name."""

    @property
    def about(self) -> str:
        """The record that a line is about, as people call its kind, with its number."""
        label, _colon, key = self.subject.partition(":")
        try:
            model = apps.get_model(label)
        except (LookupError, ValueError):
            return self.subject
        return f"{model._meta.verbose_name} {key}"


def words(given: Mapping[str, Text]) -> None:
    """Hand in what verbs are called: ``{"accords.sign": _("signed the accord")}``."""
    _WORDS.update(given)


def reasons(given: Mapping[str, Text]) -> None:
    """Hand in what reasons are called that people choose from a list: ``{"not_now": _("…")}``."""
    _REASONS.update(given)


def word_for(verb: str) -> Text:
    """What a verb is called, or the verb itself."""
    return _WORDS.get(verb, verb)


def told(lines: Iterable[Line], names: Mapping[str, str] | None = None) -> list[Told]:
    """Lines in words, in the order given; two queries however many lines. ``names`` is what
    subjects are called.

    Whoever may read a line may read through which post it was written, by role and place: the
    person's name is not shown.
    """
    rows = list(lines)
    posts = _posts({row.post for row in rows if row.post is not None})
    return [
        Told(
            seq=row.seq,
            when=row.at,
            who=_who(row, posts),
            what=word_for(row.verb),
            verb=row.verb,
            subject=row.subject,
            digest=row.digest,
            why=_why(row),
            part=(names or {}).get(row.subject, ""),
        )
        for row in rows
    ]


def history_of(*rows: models.Model, named: Iterable[models.Model] = ()) -> list[Told]:
    """What befell a record (or a whole and its parts), oldest first, for whoever could read it.

    Lines about the ``named`` parts say which one.
    """
    parts = list(named)
    names = {canonical.label(part): str(part) for part in parts}
    return told(selectors.history(*rows, *parts), names)


def _posts(keys: set[int]) -> Mapping[int, str]:
    post = apps.get_model("accounts", "Post")
    held = post.within(Scope.of_everything()).filter(pk__in=keys)
    return {one.pk: str(one) for one in held.select_related("division", "organisation")}


def _why(row: Line) -> Text:
    """The argument ``reason`` of a command: whoever may see a record may read why it turned."""
    given = json.loads(row.body).get("reason", "")
    if not isinstance(given, str) or given.startswith(canonical.KEYED):
        return ""
    return _REASONS.get(given, given)


def _who(row: Line, posts: Mapping[int, str]) -> str:
    if row.role == SYSTEM_ROLE:
        return _("the system")
    return posts.get(row.post or 0, _("not through a post"))
