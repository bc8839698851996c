"""Search in Chinese: the same answers on both databases.

A text is indexed by its characters, pairs of neighbouring characters, words of Latin letters and
digits, and the pinyin initials of its beginning. The databases' own tokenisers find nothing inside
Chinese text or for two characters, so tokens are made here and the database only looks them up:
SQLite by an FTS5 table (``unicode61``), PostgreSQL by a GIN index over an array of tokens.

Services call ``index`` in the command that changes a record; a page calls ``find``, which gives a
queryset inside the reader's scope. There is no way to ask the index anything else, so neither a
count nor a key leaves it that the reader may not see.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

from django.db.models import Q

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
    rows = model.within(scope)
    words = _folded(query).split()[:_MOST_WORDS]
    if not words:
        return rows
    entries = SearchEntry.objects.filter(kind=model._meta.label_lower)
    for word in words:
        entries = entries.filter(_contains(word))
    return rows.filter(pk__in=entries.values("key"))


def _contains(word: str) -> Q:
    """The entries that contain a word: by its tokens, then letter by letter.

    Tokens narrow down, the text decides: 张村 is not in 张洋村 though all its characters are. Only
    initials are not in the text and rest on the tokens alone.
    """
    tokens = [_asked(run) for run in _RUNS.findall(word)]
    if not tokens:
        return Q(pk__in=[])
    if word.isascii():
        return Q(tokens__finds=tokens)
    return Q(tokens__finds=tokens, text__contains=word)


def _asked(run: str) -> list[list[str]]:
    """What a run of one script asks of the index: all of several, each any of some prefixes."""
    if run.isascii():
        return [[f"{_WORD}{run[:_LONGEST_WORD]}*", f"{_INITIALS}{run[:_LONGEST_INITIALS]}*"]]
    if len(run) == 1:
        return [[run]]
    return [[pair] for pair in _pairs(run)]


def _folded(text: str) -> str:
    """Text as it is compared: no full-width forms, no capitals, blanks made single."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _pairs(run: str) -> list[str]:
    return [run[start : start + 2] for start in range(len(run) - 1)]


def _tokens(folded: str) -> list[str]:
    """The tokens of a folded text, each once, in the order in which they come."""
    tokens: dict[str, None] = {}
    spelled = 0
    for run in _RUNS.findall(folded):
        if run.isascii():
            tokens[f"{_WORD}{run[:_LONGEST_WORD]}"] = None
            continue
        tokens |= dict.fromkeys([*run, *_pairs(run)])
        if spelled < _WITH_INITIALS:
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
