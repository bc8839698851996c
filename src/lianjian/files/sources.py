"""Where files are read from: a folder, or a zip file that is never unpacked on to the disk."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

MOST = 2 * 1024**3
"""Bytes that all files read from one zip file may have together."""
MOST_TIMES = 200
"""How many times larger than packed a file of more than a megabyte may be; beyond it is a bomb."""


class Unreadable(ValueError):  # noqa: N818 - what was brought to the door, and is refused
    """A file that cannot be taken: which, where in it (``line 7``, ``row 7``, or nothing), why."""

    def __init__(self, file: str, reason: str, *, at: str = "") -> None:
        super().__init__(f"{file}, {at}: {reason}" if at else f"{file}: {reason}")
        self.file, self.at, self.reason = file, at, reason


class Folder:
    """The files of one folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.label = str(path)

    def names(self) -> frozenset[str]:
        return frozenset(one.name for one in self.path.iterdir())

    def opened(self, name: str) -> BinaryIO:
        path = self.path / name
        try:
            if not stat.S_ISREG(path.stat().st_mode):
                raise Unreadable(name, "is no file")
            return path.open("rb")
        except OSError as error:
            raise Unreadable(name, f"cannot be read: {error.strerror or error}") from None


class Packed:
    """The files of one folder of a zip file; refuses what unpacks to more than it may."""

    def __init__(self, path: Path, folder: str) -> None:
        self.label = f"{path} ({folder})" if folder else str(path)
        self.path, self.start = path, f"{folder}/" if folder else ""
        self.left = MOST
        self.counted: set[str] = set()
        with self._opened() as packed:
            listed = [info.filename for info in packed.infolist()]
        double = sorted({name for name in listed if listed.count(name) > 1})
        if double:
            raise Unreadable(path.name, f"holds {double[0]} more than once")
        self.listed = frozenset(
            name.removeprefix(self.start) for name in listed if name.startswith(self.start)
        )

    def _opened(self) -> zipfile.ZipFile:
        try:
            return zipfile.ZipFile(self.path)
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise Unreadable(self.path.name, f"is no whole zip file: {error}") from None
        except OSError as error:
            reason = f"cannot be read: {error.strerror or error}"
            raise Unreadable(self.path.name, reason) from None

    def names(self) -> frozenset[str]:
        return frozenset(name for name in self.listed if name and "/" not in name)

    def opened(self, name: str) -> BinaryIO:
        """What is read is never more than its size says, and its size is looked at first."""
        whole = self.start + name
        with self._opened() as packed:
            info = packed.getinfo(whole)
            large = info.file_size > 1024**2
            size = 0 if name in self.counted else info.file_size
            if size > self.left or (large and info.file_size > MOST_TIMES * info.compress_size):
                raise Unreadable(f"{self.path.name}/{whole}", "unpacks to far more than it should")
            self.left -= size
            self.counted.add(name)
            try:
                return io.BytesIO(packed.read(info))
            except (zipfile.BadZipFile, RuntimeError, EOFError, OSError) as error:
                reason = f"cannot be unpacked: {error}"
                raise Unreadable(f"{self.path.name}/{whole}", reason) from None
            except Exception as error:
                # Whatever the packing's own library says of damaged bytes (zlib.error and others).
                if type(error).__module__ in {"zlib", "lzma", "_lzma", "bz2"}:
                    reason = f"is damaged: {error}"
                    raise Unreadable(f"{self.path.name}/{whole}", reason) from None
                raise


Source = Folder | Packed


def opened(path: Path, part: str) -> Source:
    """The folder or zip file at ``path``; of an archive with both, its folder ``part``."""
    if path.is_dir():
        inner = path / part
        return Folder(inner if inner.is_dir() else path)
    if not path.exists():
        raise Unreadable(str(path), "there is no such folder or file")
    packed = Packed(path, "")
    inside = any(name.startswith(f"{part}/") for name in packed.listed)
    return Packed(path, part) if inside else packed


def read_json(source: Source, name: str, keys: Sequence[str]) -> dict[str, Any]:
    """A JSON file that holds an object with at least these keys."""
    with source.opened(name) as file:
        data = file.read()
    if not data.strip():
        raise Unreadable(name, "is empty")
    try:
        value = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise Unreadable(name, "is not UTF-8", at=line_of(data, error.start)) from None
    except json.JSONDecodeError as error:
        raise Unreadable(name, f"is no JSON: {error.msg}", at=f"line {error.lineno}") from None
    except (ValueError, RecursionError) as error:
        raise Unreadable(name, f"is no JSON that can be taken: {error}") from None
    if not isinstance(value, dict):
        raise Unreadable(name, "must hold an object: {…}")
    missing = [key for key in keys if key not in value]
    if missing:
        raise Unreadable(name, f"does not say {', '.join(missing)}")
    return value


def line_of(data: bytes, place: int) -> str:
    """Which line a byte stands in, as an editor counts."""
    return f"line {data[:place].count(10) + 1}"


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is no number")
