"""Files with flipped and missing bytes: read, or refused; never a traceback, never half done."""

from __future__ import annotations

import random
from pathlib import Path

from tests.sizes import size

from lianjian.engine.pairing.tests.makers import a_random_problem
from lianjian.files.columns import INSTANCE
from lianjian.files.instance import read_instance
from lianjian.files.sources import Unreadable, opened

from .makers import problem_as_csv, problem_as_parquet, zipped

TIMES = size(100, long=5_000)


def damaged(data: bytes, lot: random.Random) -> bytes:
    """A few bytes changed, and now and then the end cut off."""
    changed = bytearray(data)
    for _ in range(lot.randint(1, 4)):
        changed[lot.randrange(len(changed))] = lot.randrange(256)
    return bytes(changed[: lot.randrange(len(changed))] if lot.random() < 0.2 else changed)


def test_a_damaged_file_is_read_or_refused(tmp_path: Path):
    """Text in Parquet that is none, and lengths in a zip file that lie, were found here."""
    lot = random.Random(5)
    problem = a_random_problem(11)
    exact = problem_as_parquet(tmp_path / "exact", problem)
    text = problem_as_csv(tmp_path / "text", problem)
    packed = zipped(tmp_path / "packed.zip", **{INSTANCE: text})
    targets = [(exact, exact / f"{name}.parquet") for name in ("villages", "candidates")]
    targets += [(text, text / "candidates.csv"), (text, text / "rules.json"), (packed, packed)]
    for place, file in targets:
        whole, refused = file.read_bytes(), 0
        for _ in range(TIMES):
            file.write_bytes(damaged(whole, lot))
            try:
                read_instance(opened(place, INSTANCE))
            except Unreadable:
                refused += 1
        assert refused > TIMES // 3, file.name
        file.write_bytes(whole)
        read_instance(opened(place, INSTANCE))
