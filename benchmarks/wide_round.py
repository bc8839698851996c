"""From click to board, and every page, of a round too wide for tables of all pairs.

python -m benchmarks.wide_round --villages 5000 --partners 5000
"""

from __future__ import annotations

import argparse
import resource
import time
from typing import TYPE_CHECKING, Any

from benchmarks import a_county, a_province
from benchmarks.county_round import HOST, timed

if TYPE_CHECKING:
    from tests.cast import Character

    from lianjian.chain.pairing.models import Round


FRAGMENT = {"HX-Request": "true"}


def peak() -> str:
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"peak {kilobytes / 1e6:.2f} GB"


class Steps:
    """Prints how long each part of the work took, by the sentences that the work says."""

    def __init__(self) -> None:
        self._what, self._began = "", time.perf_counter()

    def tell(self, _permille: int, sentence: Any) -> None:
        """A part ends where a sentence without figures begins another."""
        text = str(sentence)
        what = "".join(letter for letter in text if not letter.isdigit())
        if what != self._what:
            self.end()
            self._what, self._began = what, time.perf_counter()

    def end(self) -> None:
        took = time.perf_counter() - self._began
        if self._what and took > 0.005:
            print(f"    {self._what[:54]:54} {took:7.2f} s   {peak()}")


def solve(bo: Character, round_: Round) -> None:
    """The click, and the job as the worker does it."""
    from django.urls import reverse

    from lianjian.chain.pairing import jobs, selectors
    from lianjian.ground.jobs.registry import Work

    click = reverse("pairing:steer", args=[round_.pk, "solve"])
    client = bo.client()
    timed("the click is answered", lambda: client.post(click, headers=HOST))
    steps, began = Steps(), time.perf_counter()
    keep: Any = jobs.solve_round(Work(bo.actor, steps.tell), round=round_.pk)
    steps.end()
    print(f"{'the job, without writing':58} {time.perf_counter() - began:7.2f} s   {peak()}")
    timed("writing it", keep)
    solution = selectors.solution(bo.scope, round_)
    if solution is None:
        raise RuntimeError("No draft was written.")
    found, posed = solution.instance["found"], solution.instance
    print(
        f"    {found['cities']} cities, {found['looked_at']:,} pairs looked at, "
        f"{posed['considered']:,} candidates, {len(solution.pairs):,} chosen, "
        f"gap {solution.certificate['gap']}, "
        f"{len(bytes(solution.candidates)) / 1e6:.1f} MB packed, "
        f"must {solution.certificate['must_served']} + {solution.certificate['must_unservable']}"
    )


def pages(bo: Character, round_: Round) -> None:
    from django.urls import reverse

    from lianjian.chain.pairing import instance, selectors
    from lianjian.chain.pairing.models import Participant

    client = bo.client()
    solution = selectors.solution(bo.scope, round_)
    if solution is None:
        raise RuntimeError("There is no draft.")
    ids = [solution.instance[side]["id"] for side in ("villages", "partners")]
    table = instance.posed_by(solution)["candidates"]
    known = ids[1][int(table.partner[len(table) // 2])]
    village = ids[0][int(table.village[len(table) // 2])]
    rows = Participant.within(bo.scope).filter(round=round_)
    partner = rows.filter(side="partner").first()

    def look(what: str, name: str, query: str = "", *more: object, **headers: str) -> None:
        at = reverse(f"pairing:{name}", args=[round_.pk, *more])
        page = timed(
            what, lambda: client.get(f"{at}?{query}", headers={**HOST, **headers}, follow=True)
        )
        if page.status_code != 200:
            raise RuntimeError(f"{at}?{query}: {page.status_code}")
        print(f"    {len(page.content) / 1000:.0f} kB")

    look("the board, for the first time", "round")
    look("the board", "round")
    look("  a page from its middle", "round", "page=600")
    look("  a name", "round", "q=单位")
    look("  a village", "round", f"village={village}")
    look("  a partner's name", "round", f"village={village}&find=77")
    look("  why not, the page", "round", f"village={village}&other={known}")
    for what, other in (("a candidate", known), ("no candidate", ids[1][5])):
        asked = f"village={village}&other={other}"
        look(f"  its answer, fetched: {what}", "round", asked, **FRAGMENT)
    look("townships of a county", "round_towns")
    look("network of a county", "round_network")
    look("the proof", "proof")
    look("  its check, fetched", "proof", "", **FRAGMENT)
    if partner is not None:
        look("one more place", "more", "", partner.pk)
        look("  its answer, fetched", "more", "", partner.pk, **FRAGMENT)
    look("who would rather have each other", "leaving")
    look("other weights", "other_weights", "ties=60")
    look("two drafts", "compare")
    look("who takes part", "participants")
    look("the archive", "files")


def publish(bo: Character, round_: Round) -> None:
    from django.urls import reverse

    from lianjian.chain.pairing import jobs
    from lianjian.ground.jobs.registry import Work

    client = bo.client()
    at = reverse("pairing:publish", args=[round_.pk])
    timed("publish: the click", lambda: client.post(at, {"version": 1}, headers=HOST))
    round_.refresh_from_db()
    if round_.state == "review":
        work = Work(bo.actor, lambda _permille, _sentence: None)
        keep: Any = timed(
            "  the proposals put together",
            lambda: jobs.publish_round(work, round=round_.pk, version=1),
        )
        timed("  writing them", keep)
    board = reverse("pairing:round", args=[round_.pk])
    timed("the board of the published round", lambda: client.get(board, headers=HOST))
    back = reverse("pairing:steer", args=[round_.pk, "take_back"])
    timed("taken back", lambda: client.post(back, headers=HOST))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--villages", type=int, default=5_000)
    parser.add_argument("--partners", type=int, default=5_000)
    asked = parser.parse_args()
    with a_county.a_database():
        bo, round_ = timed("seeding", lambda: a_province.fill(asked.villages, asked.partners))
        print(f"{asked.villages:,} villages × {asked.partners:,} partners; {peak()}")
        solve(bo, round_)
        round_.refresh_from_db()
        pages(bo, round_)
        publish(bo, round_)
        print(peak())


if __name__ == "__main__":
    main()
