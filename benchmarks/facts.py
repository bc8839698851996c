"""How well the reader of facts agrees with what people marked, set by set.

python -m benchmarks.facts open wide last further

``held`` and whatever nobody has looked at yet may be named, too: only figures are printed. With
``--hands``, how far a second hand that marked the same texts agrees with the first, where there is
one: nobody who reads by a definition can be asked for more.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os

from tests.reports import scoring
from tests.reports.divisions import gazetteer

from lianjian.engine.text.facts import Fact, read
from lianjian.files.lexicon import lexicon

SETS = ("open", "wide", "last", "further", "fresh", "unseen", "held")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", choices=SETS)
    parser.add_argument("--hands", action="store_true", help="a second hand in our reader's place")
    told = parser.parse_args()
    # The divisions come from the installed package, and where that lies is a setting.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianjian.site.settings")
    words, divisions = lexicon(), gazetteer()

    def by_rules(text: str, day: dt.date | None) -> list[Fact]:
        return read(text, lexicon=words, gazetteer=divisions, published=day)

    for name in told.sets:
        print(name)
        facts_of: scoring.Read = scoring.second_hand(name) if told.hands else by_rules
        for family, score in scoring.by_family(name, facts_of).items():
            print(
                f"  {family:14} marked {score.marked:4} read {score.read:4} precision "
                f"{score.precision:.3f} recall {score.recall:.3f} span {score.span:.2f}"
            )
        found, right, mistakes = scoring.modalities(name, facts_of)
        print(f"  modality       {right} of {found}; {dict(mistakes.most_common(6))}")


if __name__ == "__main__":
    main()
