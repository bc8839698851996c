"""A folder that is written whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from .sources import Unreadable
from .stopping import unbroken


def must_be_writable(folder: Path, ours: Collection[str], what: str) -> None:
    """Refuse a place where a folder could not be put, or where it would replace anything but
    ``what`` it is: files of the names ``ours``."""
    parent = folder.absolute().parent
    if not parent.is_dir():
        raise Unreadable(str(folder), f"there is no folder {parent} to put it in")
    if not os.access(parent, os.W_OK | os.X_OK):
        raise Unreadable(str(folder), f"the folder {parent} cannot be written to")
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise Unreadable(str(folder), "is there already and is no folder")
    foreign = (
        sorted(one.name for one in folder.iterdir() if one.name not in ours)
        if (folder.is_dir())
        else []
    )
    if foreign:
        raise Unreadable(str(folder), f"holds {foreign[0]}, which is no part of {what}")


@contextmanager
def put_whole(folder: Path) -> Iterator[Path]:
    """A folder beside ``folder`` to write into; then it is put in its place, all at once.

    A folder that stood there is replaced. Whatever happens, there is the old one or the new one.
    """
    folder = folder.absolute()
    with beside(folder) as made:
        yield made
        for one in made.iterdir():
            with one.open("rb") as file:
                os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        made.chmod(0o777 & ~mask)
        with unbroken():
            _put(made, folder)


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """A hidden folder beside ``folder``, on the same disk, that is gone afterwards."""
    folder = folder.absolute()
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _put(made: Path, folder: Path) -> None:
    if not folder.is_dir() or not any(folder.iterdir()):
        made.rename(folder)
        return
    old = made.with_name(f"{made.name}.old")
    folder.rename(old)
    try:
        made.rename(folder)
    except BaseException:
        if not folder.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)
