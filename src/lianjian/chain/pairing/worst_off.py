"""What if the worst-off came first? First partners given out so that nobody's is worse than it need
be (``engine.worst_off_first``), among all pairs of a draft, against the draft; nothing is written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from lianjian.engine import pairing as engine

from . import instance
from .fairness import in_steps
from .models import Solution
from .names import Named
from .what_if import Change, differences

STEPS = 20
"""Into so many equal steps the scores are divided: what differs by less is equally good."""


@dataclass(frozen=True)
class First:
    """The first partners of a plan: how many ``villages`` have one, the ``lowest`` score among them
    (micro-units; None: there are none), and how many villages stand in each of ``STEPS``."""

    villages: int
    lowest: int | None
    steps: list[int]


@dataclass(frozen=True)
class Step:
    """Villages whose first partner scores from ``least`` on and below the next step, in percent."""

    least: int
    before: int
    after: int

    @property
    def label(self) -> str:
        return f"{self.least / 100:.2f}–{(self.least + 100 // STEPS) / 100:.2f}"


@dataclass(frozen=True)
class Answer:
    """``kind`` says whether there is one: ``groups`` (rules on groups forbid it), ``large`` (the
    scores were too many to keep), or ``answer``: what the draft has and what it would have,
    the ``changes`` by division code, the points that it ``costs`` all together, and whether the
    new plan is ``proven``."""

    kind: str
    before: First | None = None
    after: First | None = None
    changes: tuple[Change, ...] = ()
    cost: int = 0
    score: int = 0
    """Of the draft, in micro-units."""
    proven: bool = False

    @property
    def score_after(self) -> int:
        return self.score - self.cost

    @property
    def share(self) -> float:
        """What it costs, in percent of the draft's sum."""
        return 100 * self.cost / self.score if self.score else 0.0

    @property
    def more_villages(self) -> int:
        """So many more villages would have a partner at all."""
        return self.after.villages - self.before.villages if self.before and self.after else 0

    @property
    def steps(self) -> list[Step]:
        """From the lowest to the highest step in which anybody stands."""
        if self.before is None or self.after is None:
            return []
        both = list(zip(self.before.steps, self.after.steps, strict=True))
        taken = [at for at, counts in enumerate(both) if any(counts)]
        if not taken:
            return []
        return [Step(100 // STEPS * at, *both[at]) for at in range(taken[0], taken[-1] + 1)]

    @property
    def below(self) -> tuple[str, int, int] | None:
        """The lowest score below which fewer first partners would lie, and how many do now and
        would then; None where no step differs."""
        before = after = 0
        for step in self.steps:
            before, after = before + step.before, after + step.after
            if before != after:
                return f"{(step.least + 100 // STEPS) / 100:.2f}", before, after
        return None


def worst_off_first(solution: Solution, named: Named) -> Answer:
    """A draft beside the plan with the worst-off first, its problem as it was posed."""
    if solution.instance.get("caps"):
        return Answer("groups")
    field = instance.field_of(solution)
    if field is None:
        return Answer("large")
    problem, draft, _certificate = instance.stored(solution)
    problem, draft = instance.among_all(problem, draft, field)
    fair = engine.worst_off_first(problem, STEPS)
    plan = engine.solve(fair, start=draft)
    before, after = first_partners(problem, draft), first_partners(problem, plan)
    if (before.villages, before.steps) == (after.villages, after.steps):
        # No step differs, so the draft is a plan with the worst-off first, and the one of most
        # points. Another that is as good would only make people move. Its own prices were never
        # held against all pairs of a partner without a place; these are.
        prices = engine.solve(problem, start=draft).prices
        fair, plan, after = problem, replace(draft, prices=prices), before
    certificate = engine.certify(fair, plan)
    pairs = instance.pairs_of(problem, plan)
    score = int(problem.worth[draft.pairs].sum())
    return Answer(
        "answer",
        before,
        after,
        tuple(differences(solution.pairs, pairs, named)),
        score - certificate.score,
        score,
        engine.verify(fair, plan, certificate).ok,
    )


def first_partners(problem: engine.Problem, plan: engine.Plan) -> First:
    """The first partner of a village is the best that it holds; one that was locked for it comes
    before all others, as it does for the engine."""
    rows = plan.pairs
    village, locked = problem.village[rows], problem.state[rows] == engine.State.LOCKED
    settled = np.zeros(len(problem.village_id), dtype=np.bool_)
    settled[village[locked]] = True
    counts = locked | ~settled[village]
    best = np.full(len(problem.village_id), -1, dtype=np.int64)
    np.maximum.at(best, village[counts], problem.score[rows[counts]])
    best = best[best >= 0]
    return First(len(best), int(best.min()) if len(best) else None, in_steps(best, STEPS))
