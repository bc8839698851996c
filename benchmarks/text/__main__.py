"""The repair of texts beside a peer, over noise with known truth.

    python -m benchmarks.text                         every noise, then the speed
    python -m benchmarks.text --noise "hard wraps"    some rows of the table
    python -m benchmarks.text --only speed

The texts are those of ``tests/noise/clean``: prose for the noise, all for what is clean. Error
rates are characters to change by the length of the truth, means over texts; *blind* does not see
width and blanks. *Wrong* are edits that were made though the truth says otherwise, *altered* whole
characters that were lost, *unlisted* damages that are neither repaired nor spoken of: all three are
to be 0. Of the *offers* some are accepted, one at a time: right are those that bring the text
nearer to the truth and are not wrong as edits. The peer, ftfy with OpenCC and regular expressions
(``peer.py``), runs beside in the same run; it lists nothing.
"""

from __future__ import annotations

import argparse

from tests.noise.texts import clean_texts, prose

from benchmarks.text import errors, speed


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="benchmarks.text",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--noise", nargs="+", choices=errors.ROWS, default=list(errors.ROWS))
    parser.add_argument("--strengths", nargs="+", type=float, default=[0.05, 0.3, 1.0])
    parser.add_argument("--texts", type=int, default=None, help="of the prose, the first so many")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=2.0, help="of each round of the speed")
    parser.add_argument("--only", choices=("errors", "speed"), default=None)
    asked = parser.parse_args()
    if asked.only != "speed":
        print(errors.untouched(clean_texts()) + "\n")
        print(errors.heads())
        for name in asked.noise:
            for strength in asked.strengths:
                print(errors.row(name, strength, prose()[: asked.texts], asked.seed), flush=True)
        print()
    if asked.only != "errors":
        speed.table(asked.seconds)


if __name__ == "__main__":
    main()
