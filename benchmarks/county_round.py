"""From click to certified board, at county size.

    python -m benchmarks.county_round
"""

from __future__ import annotations

import time
from collections.abc import Callable

from benchmarks import a_county


def timed(what: str, do: Callable[[], object]) -> object:
    began = time.perf_counter()
    answer = do()
    print(f"{what:58} {time.perf_counter() - began:7.2f} s")
    return answer


def main() -> None:
    with a_county.a_database():
        from django.urls import reverse

        from lianjian.chain.exchange import meaning
        from lianjian.chain.pairing import candidates, solving
        from lianjian.chain.pairing.grid import grid_of
        from lianjian.chain.pairing.material import gathered
        from lianjian.chain.pairing.services import finish_solving, solve
        from lianjian.ground.core import clock

        mei, round_ = a_county.fill()
        timed("encoding of all texts (the worker, once)", lambda: meaning.encode_missing(10_000))
        material = timed("reading the material", lambda: gathered(round_, on=clock.today()))
        grid = timed("four scores of all 130,000 pairs", lambda: grid_of(material, round_.rules))
        solve(mei.actor, round=round_)
        answer = timed("scores, plan, proof, fairness, sentences", lambda: solving.reckon(round_))
        print(f"    {answer.solved.posed['considered']} pairs, {len(answer.solved.problem)} candidates,"
              f" {len(answer.solved.plan.pairs)} chosen, gap {answer.solved.certificate.gap}")
        token = solving.found.set(answer)
        timed("writing it", lambda: finish_solving(mei.actor, round=round_))
        solving.found.reset(token)
        client = mei.client()
        address = reverse("pairing:round", args=[round_.pk])
        page = timed("the board's page", lambda: client.get(address, HTTP_HOST="localhost"))
        print("   ", page.status_code, f"{len(page.content) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
