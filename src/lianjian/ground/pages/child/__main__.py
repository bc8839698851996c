from __future__ import annotations

import sys

from lianjian.ground.core.confined import TooMuch, earn, tell

from .lines import Lines

AT_FIRST = 1.5
"""Seconds of processor time before anything was read."""


def main(kind: str) -> None:
    earn(AT_FIRST)
    data = sys.stdin.buffer.read()
    lines = Lines()
    try:
        _read(kind, data, lines)
    except TooMuch as error:
        tell({"error": str(error)})
        return
    except MemoryError:
        tell({"error": "memory"})
        return
    except RecursionError:
        tell({"error": "tangled"})
        return
    except Exception as error:  # noqa: BLE001 - whatever it was, the parent says so in a sentence
        tell({"error": "memory" if "emory" in str(error) else "broken"})
        return
    tell(lines.about())
    for line in lines.kept:
        tell(line)


def _read(kind: str, data: bytes, lines: Lines) -> None:
    # Each loads only what it needs: a process starts for every upload.
    if kind == "html":
        from . import markup

        markup.read(data, lines)
    elif kind == "docx":
        from . import documents

        documents.read(data, lines)
    elif kind == "pdf":
        from . import printed

        printed.read(data, lines)
    else:
        raise ValueError(kind)


if __name__ == "__main__":
    main(sys.argv[1])
