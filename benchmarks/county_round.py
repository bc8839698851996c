"""From click to certified board, at county size.

python -m benchmarks.county_round
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from benchmarks import a_county

T = TypeVar("T")
HOST = {"host": "localhost"}


def timed(what: str, do: Callable[[], T]) -> T:
    """Do it, print how long it took, and give its answer."""
    began = time.perf_counter()
    answer = do()
    print(f"{what:58} {time.perf_counter() - began:7.2f} s")
    return answer


def main() -> None:
    with a_county.a_database():
        from django.urls import reverse

        from lianjian.chain.exchange import meaning
        from lianjian.chain.pairing import solving
        from lianjian.chain.pairing.grid import grid_of
        from lianjian.chain.pairing.material import gathered
        from lianjian.chain.pairing.services import finish_solving, solve
        from lianjian.ground.core import clock

        mei, round_ = a_county.fill()
        timed("texts to vectors (the worker, once)", lambda: meaning.encode_missing(10_000))
        material = timed("  reading the material", lambda: gathered(round_, on=clock.today()))
        timed("  four scores of all 130,000 pairs", lambda: grid_of(material, round_.rules))
        solve(mei.actor, round=round_)
        answer = timed("scores, plan, proof, fairness, sentences", lambda: solving.reckon(round_))
        solved = answer.solved
        print(
            f"    {solved.posed['considered']:,} pairs, {len(solved.problem):,} candidates, "
            f"{len(solved.plan.pairs):,} chosen, gap {solved.certificate.gap}"
        )
        token = solving.found.set(answer)
        timed("writing it", lambda: finish_solving(mei.actor, round=round_))
        solving.found.reset(token)
        client = mei.client()
        board = reverse("pairing:round", args=[round_.pk])
        page = timed("the board's page", lambda: client.get(board, headers=HOST))
        print(f"    {len(page.content) / 1000:.0f} kB")
        moved = reverse("pairing:other_weights", args=[round_.pk]) + "?ties=60"
        timed(
            "one weight moved: solved again, on the page", lambda: client.get(moved, headers=HOST)
        )
        village, partner = solved.posed["villages"]["id"][7], solved.posed["partners"]["id"][9]
        asked = f"{board}?village={village}&other={partner}"
        timed("why not that one, on the page", lambda: client.get(asked, headers=HOST))


if __name__ == "__main__":
    main()
