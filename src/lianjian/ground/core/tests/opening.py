"""What a process does that ``core.alone`` starts, good or bad; run by test_alone.py."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from lianjian.ground.core.confined import TooMuch, earn, tell, went


def main(what: str) -> None:
    data = sys.stdin.buffer.read() if what != "answers early" else b""
    match what:
        case "counts":
            went(1, 2)
            tell(len(data))
        case "answers early":
            tell("early")
        case "says no":
            tell({"error": str(TooMuch("much"))})
        case "is greedy":
            tell(len(bytearray(600 * 1024 * 1024)))
        case "is lazy":
            earn(0.2)
            while True:
                pass
        case "earns":
            for _page in range(4):
                earn(0.2)
                _works(0.1)
            tell("done")
        case "writes":
            tell(_written(Path(data.decode())))
        case "breaks off":
            sys.stdout.write('{"half')
            sys.stdout.flush()
            os._exit(0)


def _works(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def _written(path: Path) -> bool:
    try:
        return bool(path.write_bytes(b"x"))
    except OSError:
        return False


if __name__ == "__main__":
    main(sys.argv[1])
