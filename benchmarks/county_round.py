"""From click to certified board, at county size.

python -m benchmarks.county_round
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from benchmarks import a_county

if TYPE_CHECKING:
    from tests.cast import Character

    from lianjian.chain.pairing.models import Round

T = TypeVar("T")
HOST = {"host": "localhost"}
LOOKS_AGAIN = 1.0
"""Seconds between two looks of the page that waits (``pairing/computing.html``)."""
PATIENCE = 120.0


def timed(what: str, do: Callable[[], T]) -> T:
    """Do it, print how long it took, and give its answer."""
    began = time.perf_counter()
    answer = do()
    print(f"{what:58} {time.perf_counter() - began:7.2f} s")
    return answer


@contextmanager
def a_worker() -> Iterator[None]:
    """The worker as ``lianjian serve`` starts it, on the same embedded database, and up: it has
    done a first task, and none of a round's."""
    from django_q.tasks import async_task, result

    command = [sys.executable, "-m", "lianjian.cli", "qcluster"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        first = async_task("builtins.len", "up")
        if result(first, wait=int(PATIENCE * 1000)) is None:
            raise TimeoutError(f"The worker was not up after {PATIENCE:.0f} s.")
        yield
    finally:
        process.terminate()
        process.wait()


def through_the_worker(mei: Character, round_: Round) -> None:
    """Click *Solve*, wait on the page as a browser does, and see the board."""
    from django.urls import reverse

    from lianjian.ground.jobs.models import JobRun

    client, board = mei.client(), reverse("pairing:round", args=[round_.pk])
    click = reverse("pairing:steer", args=[round_.pk, "solve"])
    with a_worker():
        began, clicked = time.perf_counter(), time.time()
        client.post(click, headers=HOST)
        print(f"{'  the click is answered':58} {time.perf_counter() - began:7.2f} s")
        while True:
            time.sleep(LOOKS_AGAIN)
            if "HX-Redirect" in client.get(board, headers={**HOST, "HX-Request": "true"}):
                break
            if time.perf_counter() - began > PATIENCE:
                raise TimeoutError("The worker did not solve the round.")
        page = client.get(board, headers=HOST)
        whole = time.perf_counter() - began
    run = JobRun.objects.get(job__name="pairing.solve")
    if page.status_code != 200 or run.started_at is None or run.ended_at is None:
        raise RuntimeError(f"No board: {page.status_code}, the job is {run.state}.")
    print(f"{'  the worker takes the job':58} {run.started_at.timestamp() - clicked:7.2f} s")
    print(f"{'  the worker has the plan':58} {run.ended_at.timestamp() - clicked:7.2f} s")
    print(f"{'from click to board, through the worker':58} {whole:7.2f} s")


def main() -> None:
    with a_county.a_database():
        from django.urls import reverse

        from lianjian.chain.exchange import meaning
        from lianjian.chain.pairing import solving
        from lianjian.chain.pairing.grid import grid_of
        from lianjian.chain.pairing.material import gathered
        from lianjian.chain.pairing.models import Participant
        from lianjian.chain.pairing.progress import Progress
        from lianjian.chain.pairing.services import finish_solving, solve
        from lianjian.ground.core import clock

        mei, round_ = a_county.fill()
        timed("texts to vectors (the worker, once)", lambda: meaning.encode_missing(10_000))
        through_the_worker(mei, round_)
        round_.refresh_from_db()
        material = timed("  reading the material", lambda: gathered(round_, on=clock.today()))
        timed("  four scores of all 130,000 pairs", lambda: grid_of(material, round_.rules))
        solve(mei.actor, round=round_)
        answer = timed(
            "scores, plan, proof, fairness, sentences",
            lambda: solving.among_all_pairs(round_, Progress()),
        )
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
        network = reverse("pairing:round_network", args=[round_.pk])
        page = timed("the network, its first page", lambda: client.get(network, headers=HOST))
        print(f"    {len(page.content) / 1000:.0f} kB")
        proof = reverse("pairing:proof", args=[round_.pk])
        timed("the proof's page, checked again", lambda: client.get(proof, headers=HOST))
        ask = Participant.within(mei.scope).get(round=round_, branch=partner).pk
        more = reverse("pairing:more", args=[round_.pk, ask])
        timed("what one more place is worth, on the page", lambda: client.get(more, headers=HOST))
        fair = reverse("pairing:worst_off", args=[round_.pk]) + "?now=yes"
        timed("the worst-off first, on the page", lambda: client.get(fair, headers=HOST))
        leave = reverse("pairing:leaving", args=[round_.pk])
        timed("who would rather have each other", lambda: client.get(leave, headers=HOST))


if __name__ == "__main__":
    main()
