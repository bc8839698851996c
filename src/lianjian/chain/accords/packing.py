"""Signed files of many accords in one archive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from lianjian.ground.core import files

from . import selectors
from .models import Accord


def signed_archive(accords: Iterable[Accord]) -> bytes:
    """A zip with the signed file of every accord that binds or did, named by its verification code.

    Byte for byte what was signed: each is recognised by the verify page.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for accord in accords:
            text = selectors.text_that_bound(accord)
            if text is not None and text.signed is not None:
                archive.writestr(f"{accord.code}-{text.number}.pdf", files.read(text.signed))
    return made.getvalue()
