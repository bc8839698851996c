"""Where static files come from besides the rooms: Tabler with only the rules that we use."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

from . import stylesheet

LEAN = "ui/tabler.css"
FULL = "tabler/css/tabler.min.css"


class Lean(BaseFinder):
    """Finds ``ui/tabler.css``, making it anew whenever one of our sources is newer.

    Nobody has to run anything: a page, a test and ``collectstatic`` find the file alike.
    """

    def check(self, **_kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:
        made = str(_lean_or_full() or "") if path == LEAN else ""
        if find_all:
            return [made] if made else []
        return made or None

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        if full_file():
            build()
            yield LEAN, FileSystemStorage(location=folder())


def _lean_or_full() -> Path | None:
    """The lean file; all of Tabler where the lean one cannot be written."""
    full = full_file()
    try:
        return build() if full else None
    except OSError:
        return full


def folder() -> Path:
    return Path(settings.HOME) / "build"


def full_file() -> Path | None:
    """Tabler as npm installed it, None where it is not (then pages go without it)."""
    found = finders.find(FULL)
    return Path(found) if isinstance(found, str) else None


def build() -> Path:
    """The lean style sheet, written if it is missing or a source has changed since."""
    full = full_file()
    if full is None:
        raise FileNotFoundError(FULL)
    ours = [Path(config.path) for config in apps.get_app_configs() if _is_ours(config.name)]
    target, stamp = folder() / LEAN, folder() / "tabler.stamp"
    key = _key([full, *(path for room in ours for path in stylesheet.sources(room)), *_css(ours)])
    if target.exists() and stamp.exists() and stamp.read_text() == key:
        return target
    also = "".join(path.read_text(encoding="utf-8") for path in _css(ours))
    text = stylesheet.lean(full.read_text(encoding="utf-8"), stylesheet.words_used(ours), also=also)
    _write(target, text)
    _write(stamp, key)
    logging.getLogger(__name__).debug("Tabler's rules were picked anew: %d bytes.", len(text))
    return target


def _is_ours(name: str) -> bool:
    return name.startswith("lianjian.")


def _css(rooms: Iterable[Path]) -> list[Path]:
    return sorted(path for room in rooms for path in (room / "static").rglob("*.css"))


def _key(paths: Iterable[Path]) -> str:
    """Which files there are and how they stand, without opening them."""
    digest = hashlib.sha256()
    for path in paths:
        stat = path.stat()
        digest.update(f"{path}:{stat.st_mtime_ns}:{stat.st_size}\n".encode())
    return digest.hexdigest()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
