"""Texts "printed" as their own bytes: for campaigns of thousands of accords."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from lianjian.chain.accords import paper


@contextmanager
def quick_print(folder: Path) -> Iterator[None]:
    """Print a text as its own bytes, and keep files in a folder of the test's."""

    def unsigned(text: str, *, address: str) -> bytes:
        return text.encode()

    def signed(particulars: dict[str, Any], *, file: Path, address: str) -> bytes:
        return repr(particulars).encode() + file.read_bytes()

    with (
        mock.patch.object(paper.typeset, "unsigned", unsigned),
        mock.patch.object(paper.typeset, "signed", signed),
        mock.patch.object(os, "fsync", return_value=None),
    ):
        yield
