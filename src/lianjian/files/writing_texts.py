"""Texts written as files: each whole, and none before all are known."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from .sources import Unreadable


def must_be_writable(folder: Path | None, report: Path | None, names: Sequence[str]) -> None:
    """Before the work: refuse places where the texts or their report could not be put, and two
    files that would be written under one name."""
    if folder is not None:
        if folder.exists() and not folder.is_dir():
            raise Unreadable(str(folder), "is there already and is no folder")
        _writable(folder if folder.exists() else folder.absolute().parent, str(folder))
        plain = [Path(name).name for name in names]
        double = sorted({name for name in plain if plain.count(name) > 1})
        if double:
            raise Unreadable(double[0], "is asked for twice, and would be written once")
        if "-" in names:
            raise Unreadable("-", "has no name to be written by; leave out -o")
        for name in names:
            if (folder / Path(name).name).exists() and (folder / Path(name).name).samefile(name):
                raise Unreadable(name, "would be overwritten by its own repair")
    if report is not None:
        if report.is_dir():
            raise Unreadable(str(report), "is a folder")
        _writable(report.absolute().parent, str(report))


def _writable(folder: Path, asked: str) -> None:
    if not folder.is_dir():
        raise Unreadable(asked, f"there is no folder {folder} to put it in")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Unreadable(asked, f"the folder {folder} cannot be written to")


def put(folder: Path | None, texts: Mapping[str, str], report: Path | None, told: str) -> None:
    """Write the texts into the folder (made if it is missing), and then the report."""
    if folder is not None:
        folder.mkdir(exist_ok=True)
        for name, text in texts.items():
            _put(folder / name, text)
    if report is not None:
        _put(report, told)


def _put(path: Path, text: str) -> None:
    """One file, whole or not at all: written beside its place, then moved there."""
    handle, made = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(made, 0o666 & ~mask)
        os.replace(made, path)
    except BaseException:
        Path(made).unlink(missing_ok=True)
        raise
