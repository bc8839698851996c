"""Catalogues without GNU gettext: each room's strings, extracted, translated and compiled.

Msgids are English; Chinese is the default and must be complete. Django merges every room's
catalogue into one, so one msgid may have only one wording in the whole product.
"""

from __future__ import annotations

import io
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.apps import apps
from django.utils.translation.template import templatize

LOCALE = "zh_Hans"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = """\
msgid ""
msgstr ""
"Language: zh_Hans\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""
NOT_SHOWN = {"tests", "migrations", "locale", "static", "__pycache__"}
"""Folders whose strings no reader sees."""


@dataclass(frozen=True, slots=True)
class Room:
    """One of our apps, with its folder and its Chinese catalogue."""

    label: str
    folder: Path

    @property
    def po(self) -> Path:
        return self.folder / "locale" / LOCALE / "LC_MESSAGES" / "django.po"

    @property
    def mo(self) -> Path:
        return self.po.with_suffix(".mo")


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something about a string that a reader would notice."""

    file: str
    msgid: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}: {self.what}: {self.msgid!r}"


def rooms() -> list[Room]:
    """Our apps, from the ground up."""
    return [
        Room(config.label, Path(config.path))
        for config in apps.get_app_configs()
        if config.name.startswith("lianjian.")
    ]


def extracted(room: Room) -> Catalog:
    """Every string of a room's Python and templates."""
    catalog = Catalog(locale=LOCALE, charset="utf-8")
    for path in sorted(_sources(room.folder)):
        place = path.relative_to(room.folder).as_posix()
        source = io.BytesIO(_as_python(path).encode())
        for line, msgid, comments, context in extract(
            "python",
            source,
            keywords=KEYWORDS,
            comment_tags=("Translators:",),
            strip_comment_tags=True,
        ):
            catalog.add(msgid, locations=[(place, line)], auto_comments=comments, context=context)
    return catalog


def _sources(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        inside = path.relative_to(folder).parts
        if path.suffix in {".py", ".html", ".txt"} and not NOT_SHOWN & set(inside):
            yield path


def _as_python(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text
    # Django turns a template into gettext calls among filler that keeps the template's
    # indentation, which Python's tokenizer would stumble over.
    return "\n".join(line.lstrip() for line in templatize(text, str(path)).split("\n"))


def current(room: Room) -> Catalog:
    """A room's catalogue as it stands on disk, empty where there is none."""
    if not room.po.exists():
        return Catalog(locale=LOCALE, charset="utf-8")
    with room.po.open("rb") as file:
        return read_po(file, locale=LOCALE, charset="utf-8", abort_invalid=True)


def update(room: Room) -> bool:
    """Bring a room's .po up to its sources: translations are kept, what is gone is dropped.

    New strings come with an empty translation, never a guessed one. True if the file changed.
    """
    catalog = current(room)
    catalog.update(extracted(room), no_fuzzy_matching=True)
    if not len(catalog) and not room.po.exists():
        return False
    written = io.BytesIO()
    write_po(
        written,
        catalog,
        width=0,
        omit_header=True,
        sort_output=True,
        ignore_obsolete=True,
        include_lineno=False,
    )
    text = HEADER.encode() + written.getvalue().strip() + b"\n"
    if room.po.exists() and room.po.read_bytes() == text:
        return False
    room.po.parent.mkdir(parents=True, exist_ok=True)
    room.po.write_bytes(text)
    return True


def compile_room(room: Room) -> None:
    """Write a room's .mo beside its .po, whole or not at all."""
    part = room.mo.with_suffix(f".{os.getpid()}.part")
    with part.open("wb") as file:
        write_mo(file, current(room))
    part.replace(room.mo)


def ensure_compiled() -> list[str]:
    """Compile every catalogue that is newer than its .mo; gives the labels of those rooms."""
    done = []
    for room in rooms():
        if not room.po.exists():
            continue
        if not room.mo.exists() or room.mo.stat().st_mtime_ns < room.po.stat().st_mtime_ns:
            compile_room(room)
            done.append(room.label)
    return done


def complaints(chosen: Iterable[Room]) -> list[Complaint]:
    """What is missing, fuzzy, stale, or worded differently in two rooms."""
    chosen = list(chosen)
    found = [complaint for room in chosen for complaint in _of_room(room)]
    return found + list(_differing(chosen))


def _of_room(room: Room) -> Iterator[Complaint]:
    file = f"{room.label}/{room.po.relative_to(room.folder).as_posix()}"
    wanted, have = extracted(room), current(room)
    keys = {_key(message) for message in wanted if message.id}
    for message in have:
        if message.id and _key(message) not in keys:
            yield Complaint(file, _text(message), "stale: no source has it any more")
    for message in wanted:
        if not message.id:
            continue
        known = have.get(message.id, message.context)
        where = f"{room.label}/{message.locations[0][0]}"
        if known is None:
            yield Complaint(where, _text(message), "not in the catalogue")
        elif not _translated(known):
            yield Complaint(where, _text(message), "no Chinese")
        elif known.fuzzy:
            yield Complaint(where, _text(message), "fuzzy")
        else:
            yield from _broken_placeholders(where, known)


def _broken_placeholders(where: str, message: Message) -> Iterator[Complaint]:
    for error in message.check():
        yield Complaint(where, _text(message), str(error))


def _differing(chosen: Iterable[Room]) -> Iterator[Complaint]:
    wordings: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for room in chosen:
        for message in current(room):
            if message.id and _translated(message):
                wordings[_key(message)][str(message.string)].append(room.label)
    for key, said in sorted(wordings.items()):
        if len(said) > 1:
            places = "; ".join(f"{', '.join(labels)} {words}" for words, labels in said.items())
            yield Complaint("several rooms", key[1], f"worded differently ({places})")


def _key(message: Message) -> tuple[str, str]:
    return (message.context or "", _text(message))


def _text(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _translated(message: Message) -> bool:
    words = [message.string] if isinstance(message.string, str) else list(message.string or ())
    return bool(words) and all(words)
