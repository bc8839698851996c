"""What a long check has shown, kept for the next one of the same source to go on from.

Kept in ``.cache/check``, in a folder that is named after the state of the source. Whoever touches a
file of it, between two checks or during one, loses that folder: nobody knows any more which
source a test passed with.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

BROWSERS = ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
"""Debian's two builds of one engine: the shell draws no windows and takes a third less time."""
PAGE_OF_CAMPAIGNS = "docs/generated/campaigns.md"
"""A check writes it at its end: it is none of what was asked."""


def the_browser(env: Mapping[str, str] = os.environ) -> str:
    """Where the browser of the tests is, or will be."""
    there = (path for path in BROWSERS if Path(path).exists())
    return env.get("LIANJIAN_CHROMIUM") or next(there, BROWSERS[0])


@dataclass(frozen=True)
class Source:
    """What a check asks, as two digests."""

    state: str
    """What the files say, and what the tests are given besides: Python, gold, the browser."""
    touched: str
    """When each file was last written: one that was changed and changed back says the same."""


def source_of(house: Path, env: Mapping[str, str]) -> Source | None:
    """The source as it is now; None where git does not say what it is."""
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(asked, cwd=house, capture_output=True, text=True)
    if listed.returncode:
        return None
    state, touched = hashlib.sha256(), hashlib.sha256()
    for said in (sys.version, the_browser(env), *_gold(env.get("LIANJIAN_GOLD"))):
        state.update(said.encode() + b"\0")
    for name in sorted(set(listed.stdout.split("\0")) - {"", PAGE_OF_CAMPAIGNS}):
        file = house / name
        there = file.is_file()
        state.update(name.encode() + b"\0" + (file.read_bytes() if there else b"") + b"\0")
        touched.update(f"{name}\0{file.stat().st_ctime_ns if there else ''}\0".encode())
    return Source(state.hexdigest(), touched.hexdigest())


def _gold(folder: str | None) -> Iterator[str]:
    """The folder's path, and the name, size and time of each file in it."""
    if folder is None:
        return
    yield str(Path(folder).resolve())
    for file in sorted(Path(folder).rglob("*")):
        if file.is_file():
            told = file.stat()
            yield f"{file.relative_to(folder)} {told.st_size} {told.st_mtime_ns}"


@dataclass
class Kept:
    """Where a long check writes which files passed (``tests.taken_over``) and what its campaigns
    reported; in a folder that outlives it for as long as the source is untouched."""

    house: Path
    folder: Path
    source: Source | None

    @classmethod
    def begin(cls, house: Path, scratch: Path, env: Mapping[str, str], *, afresh: bool) -> Kept:
        """Go on from what an earlier check of this very source has kept; forget all other.

        In ``scratch``, which is gone with this check, where git does not say what the source is.
        """
        source = source_of(house, env)
        if source is None:
            print("Nothing is kept of this check: without git nobody knows which source it was.")
            return cls(house, scratch, None)
        kept = house / ".cache" / "check"
        own = kept / source.state[:32]
        stamp = own / "touched"
        same = stamp.exists() and stamp.read_text(encoding="utf-8") == source.touched
        for old in kept.glob("*"):
            if old != own or afresh or not same:
                shutil.rmtree(old)
        own.mkdir(parents=True, exist_ok=True)
        stamp.write_text(source.touched, encoding="utf-8")
        return cls(house, own, source)

    def told(self) -> dict[str, str]:
        """What a run of the tests must know of it."""
        return {
            "LIANJIAN_PASSED": str(self.folder / "files"),
            "LIANJIAN_CAMPAIGNS": str(self.folder / "campaigns"),
        }

    def look_again(self, scratch: Path, env: Mapping[str, str]) -> None:
        """After a run: if somebody has touched the source since the check began, nothing that
        passed is kept. What the campaigns have reported goes on in ``scratch``."""
        if self.source is None or source_of(self.house, env) == self.source:
            return
        print(
            "Nothing is kept of this check: its source, gold or browser changed while it ran.",
            flush=True,
        )
        reported = self.folder / "campaigns"
        if reported.exists():
            shutil.copy(reported, scratch / "campaigns")
        self.forget()
        self.folder, self.source = scratch, None

    def forget(self) -> None:
        """It came to its end: the next one begins anew."""
        if self.source is not None:
            shutil.rmtree(self.folder)
