"""Search in Chinese: the same answers on both databases.

A text is kept as it is compared, beside its words of Latin letters and digits and the pinyin
initials of its beginning. A search reads these of the rows that a reader's scope holds, and of no
others: there is no index over all texts. It was there, and cost seconds where half a nation bears
a word that was asked for in one county (docs/decisions/0011-search-reads-a-scope.md).

Services call ``index`` in the command that changes a record; a page calls ``find``, which gives a
queryset inside the reader's scope, or narrows such a queryset by ``containing``. There is no way to
ask anything else, so neither a count nor a key comes out that the reader may not see.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q

from .models import SearchEntry
from .scope import Scope
from .scoped import Scoped, ScopedQuerySet

M = TypeVar("M", bound=Scoped)

_RUNS = re.compile(r"[0-9a-z]+|[㐀-䶿一-鿿豈-﫿〇𠀀-𱍊]+")
_WORD, _INITIALS = "w", "i"
_WITH_INITIALS = 60
_LONGEST_INITIALS = 10
_LONGEST_WORD = 40
_MOST_WORDS = 8


def index(kind: str, pk: int, text: str) -> None:
    """Let ``text`` find the record ``pk`` of the model ``kind`` (``app.model``) from now on."""
    folded = _folded(text)
    SearchEntry.objects.update_or_create(
        kind=kind, key=pk, defaults={"text": folded, "tokens": " ".join(_tokens(folded))}
    )


def index_many(kind: str, texts: Mapping[int, str]) -> None:
    """``index`` for many new or changed records of one kind at a time."""
    forget(kind, texts)
    folded = {pk: _folded(text) for pk, text in texts.items()}
    SearchEntry.objects.bulk_create(
        [
            SearchEntry(kind=kind, key=pk, text=text, tokens=" ".join(_tokens(text)))
            for pk, text in folded.items()
        ],
        batch_size=500,
    )


def forget(kind: str, pks: Iterable[int]) -> None:
    """Let these records be found no more."""
    keys = list(pks)
    for start in range(0, len(keys), 500):
        SearchEntry.objects.filter(kind=kind, key__in=keys[start : start + 500]).delete()


def find(model: type[M], scope: Scope, query: str) -> ScopedQuerySet[M]:
    """The records of ``model`` in ``scope`` that contain every word of ``query``.

    A Chinese word is found anywhere in the text, one character included; a word of letters or
    digits at the beginning of a word, or as initials (``zyc``: 张洋村). An empty query finds all,
    one without a letter or character nothing.
    """
    return model.within(scope).listed().filter(containing(model, query))


def containing(model: type[Scoped], query: str, *, at: str = "pk") -> Q:
    """The condition that the record of ``model`` whose key stands ``at`` a lookup contains every
    word of ``query``; for rows in a scope, ``listed`` where they may be many."""
    words = _folded(query).split()[:_MOST_WORDS]
    if not words:
        return Q()
    entries = SearchEntry.objects.filter(kind=model._meta.label_lower, key=OuterRef(at))
    for word in words:
        entries = entries.filter(_contains(word))
    return Q(Exists(entries))


def _contains(word: str) -> Q:
    """Whether an entry contains a word: what is Chinese as it stands, runs of letters or digits
    at the beginning of a word, or as initials, which are not in the text."""
    runs = _RUNS.findall(word)
    if not runs:
        return Q(pk__in=[])
    rule = Q() if word.isascii() else Q(text__contains=word)
    for run in runs:
        if run.isascii():
            rule &= _begins(f"{_WORD}{run[:_LONGEST_WORD]}") | _begins(
                f"{_INITIALS}{run[:_LONGEST_INITIALS]}"
            )
    return rule


def _begins(token: str) -> Q:
    """Whether a token of an entry begins so."""
    return Q(tokens__startswith=token) | Q(tokens__contains=f" {token}")


def _folded(text: str) -> str:
    """Text as it is compared: no full-width forms, no capitals, blanks made single."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _tokens(folded: str) -> list[str]:
    """The words and initials of a folded text, each once, in the order in which they come."""
    tokens: dict[str, None] = {}
    spelled = 0
    for run in _RUNS.findall(folded):
        if run.isascii():
            tokens[f"{_WORD}{run[:_LONGEST_WORD]}"] = None
        elif spelled < _WITH_INITIALS:
            letters = _initials(run[: _WITH_INITIALS - spelled])
            spelled += len(run)
            for start in range(len(letters)):
                tokens[f"{_INITIALS}{letters[start : start + _LONGEST_INITIALS]}"] = None
    return list(tokens)


@lru_cache(maxsize=10_000)
def _initials(run: str) -> str:
    from pypinyin import Style, lazy_pinyin

    letters = lazy_pinyin(run, style=Style.FIRST_LETTER, errors="ignore")
    return "".join(letter for letter in letters if letter.isascii()).lower()
