"""A plan's files with one thing changed in them, at random but from a given seed.

Each mutation takes the files as values (pairs, prices, certificate) and changes them in place.
"""

from __future__ import annotations

import itertools
import json
import random
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lianjian.engine.pairing import Certificate, Plan, Problem, certify, solve
from lianjian.files.columns import PAIRS, PRICES, certificate_of, csv_of, share


@dataclass
class Files:
    """The files of a plan as values, and the problem that they solve."""

    problem: Problem
    pairs: list[list[str]]
    prices: list[list[str]]
    certificate: dict[str, Any]

    @staticmethod
    def of(problem: Problem, plan: Plan, certificate: Certificate) -> Files:
        return Files(
            problem,
            [_pair(problem, row) for row in plan.pairs.tolist()],
            [
                [str(name), share(price)]
                for name, price in zip(problem.partner_id, plan.prices.tolist(), strict=True)
            ],
            certificate_of(certificate, problem.village_id, problem.partner_id, {}),
        )

    def meaning(self) -> tuple[Any, ...]:
        """What the files say: two that say the same are one plan."""
        return sorted(self.pairs), sorted(self.prices), json.dumps(self.certificate, sort_keys=True)

    def write(self, folder: Path) -> Path:
        folder.mkdir(exist_ok=True)
        (folder / "pairs.csv").write_text(csv_of(PAIRS, self.pairs), encoding="utf-8")
        (folder / "prices.csv").write_text(csv_of(PRICES, self.prices), encoding="utf-8")
        (folder / "certificate.json").write_text(json.dumps(self.certificate), encoding="utf-8")
        return folder


def _pair(problem: Problem, row: int) -> list[str]:
    village, partner = problem.village[row], problem.partner[row]
    score = share(int(problem.score[row]))
    return [str(problem.village_id[village]), str(problem.partner_id[partner]), score]


def _others(files: Files) -> list[list[str]]:
    """The candidates that are not in the plan."""
    every = (_pair(files.problem, row) for row in range(len(files.problem)))
    return [pair for pair in every if pair not in files.pairs]


def a_pair_less(files: Files, lot: random.Random) -> None:
    files.pairs.remove(lot.choice(files.pairs))


def a_pair_more(files: Files, lot: random.Random) -> None:
    files.pairs.append(lot.choice(_others(files)))


def a_pair_for_another(files: Files, lot: random.Random) -> None:
    files.pairs[lot.randrange(len(files.pairs))] = lot.choice(_others(files))


def a_pair_for_another_of_the_village(files: Files, lot: random.Random) -> None:
    pair = lot.choice(files.pairs)
    same = [other for other in _others(files) if other[0] == pair[0]]
    if same:
        files.pairs[files.pairs.index(pair)] = lot.choice(same)


def a_pair_twice(files: Files, lot: random.Random) -> None:
    files.pairs.append(lot.choice(files.pairs))


def partners_exchanged(files: Files, lot: random.Random) -> None:
    one, two = lot.sample(files.pairs, 2)
    one[1], two[1] = two[1], one[1]


def a_stranger(files: Files, lot: random.Random) -> None:
    lot.choice(files.pairs)[lot.randrange(2)] += "x"


def another_score(files: Files, lot: random.Random) -> None:
    pair = lot.choice(files.pairs)
    pair[2] = share(lot.randrange(1_000_001))


def another_price(files: Files, lot: random.Random) -> None:
    """By a micro-unit, by a little or by much, up or down: also below nothing."""
    row = lot.choice(files.prices)
    micro = round(float(row[1]) * 10**6)
    row[1] = share(micro + lot.choice([1, -1, 1_000, -1_000, 10**6, -(10**6), 10**12]))


def a_price_less(files: Files, lot: random.Random) -> None:
    files.prices.remove(lot.choice(files.prices))


def a_price_twice(files: Files, lot: random.Random) -> None:
    files.prices.append(list(lot.choice(files.prices)))


def prices_exchanged(files: Files, lot: random.Random) -> None:
    one, two = lot.sample(files.prices, 2)
    one[1], two[1] = two[1], one[1]


FIGURES = ("value", "bound", "gap", "score", "must_served", "must_unservable", "version")
OPEN = "must_open"
"""May be missing: certificates from before there was anything open do not say it."""


def another_figure(files: Files, lot: random.Random) -> None:
    files.certificate[lot.choice([*FIGURES, OPEN])] += lot.choice([1, -1, 10**6])


def open_said_to_be_proven(files: Files, lot: random.Random) -> None:
    """Or the other way round."""
    by = lot.choice([1, -1])
    files.certificate[OPEN] += by
    files.certificate["must_unservable"] -= by


def a_gap_made_smaller(files: Files, lot: random.Random) -> None:
    """Alone, or with a bound or a value that would make it true."""
    by = max(1, files.certificate["gap"] // lot.choice([1, 2, 10]))
    files.certificate["gap"] -= by
    name = lot.choice(["gap", "bound", "value"])
    if name != "gap":
        files.certificate[name] += by if name == "value" else -by


def value_and_bound_together(files: Files, lot: random.Random) -> None:
    by = lot.choice([1, -1, 500_000])
    for name in ("value", "bound", "score"):
        files.certificate[name] += by


def a_figure_of_another_type(files: Files, lot: random.Random) -> None:
    name = lot.choice([*FIGURES, OPEN])
    value = files.certificate[name]
    files.certificate[name] = lot.choice([float(value), str(value), None, [value]])


def a_figure_less(files: Files, lot: random.Random) -> None:
    del files.certificate[lot.choice([*FIGURES, "hall", "digest", "plan_digest"])]


def another_digest(files: Files, lot: random.Random) -> None:
    name = lot.choice(["digest", "plan_digest"])
    text, place = files.certificate[name], lot.randrange(64)
    files.certificate[name] = text[:place] + lot.choice("0123456789abcdef") + text[place + 1 :]


def a_village_less_in_the_proof(files: Files, lot: random.Random) -> None:
    villages = lot.choice(files.certificate["hall"])["villages"]
    villages.remove(lot.choice(villages))


def a_village_more_in_the_proof(files: Files, lot: random.Random) -> None:
    piece = lot.choice(files.certificate["hall"])
    piece["villages"].append(str(lot.choice(files.problem.village_id)))


def a_partner_less_in_the_proof(files: Files, lot: random.Random) -> None:
    partners = lot.choice(files.certificate["hall"])["partners"]
    if partners:
        partners.remove(lot.choice(partners))


def a_partner_more_in_the_proof(files: Files, lot: random.Random) -> None:
    piece = lot.choice(files.certificate["hall"])
    slots = zip(files.problem.partner_id, files.problem.partner_capacity.tolist(), strict=True)
    free = [str(name) for name, slot in slots if slot and str(name) not in piece["partners"]]
    if free:
        piece["partners"].append(lot.choice(free))


def a_piece_less(files: Files, lot: random.Random) -> None:
    files.certificate["hall"].remove(lot.choice(files.certificate["hall"]))


def a_piece_twice(files: Files, lot: random.Random) -> None:
    files.certificate["hall"].append(deepcopy(lot.choice(files.certificate["hall"])))


def a_worse_plan_that_claims_no_gap(files: Files, lot: random.Random) -> None:
    """A plan with a pair less, its certificate made anew and its gap explained away."""
    plan = solve(files.problem)
    free = [row for row in plan.pairs.tolist() if files.problem.state[row] == 0]
    gone = lot.choice(free)
    worse = Plan(plan.pairs[plan.pairs != gone], plan.prices)
    made = Files.of(files.problem, worse, certify(files.problem, worse))
    files.pairs, files.prices, files.certificate = made.pairs, made.prices, made.certificate
    files.certificate["gap"] = 0
    files.certificate[lot.choice(["bound", "value"])] = files.certificate[
        lot.choice(["bound", "value"])
    ]


def a_proof_that_all_must_go_without(files: Files, lot: random.Random) -> None:
    """Every village that must be served in one piece, with the partners that they would need."""
    must = [
        str(name)
        for name, must in zip(files.problem.village_id, files.problem.must_serve, strict=True)
        if must
    ]
    partners = [str(name) for name in files.problem.partner_id]
    lot.shuffle(partners)
    files.certificate["hall"] = [
        {"villages": must, "partners": partners[: lot.randrange(1, len(partners))]}
    ]


MUTATIONS = (
    a_pair_less,
    a_pair_more,
    a_pair_for_another,
    a_pair_for_another_of_the_village,
    a_pair_twice,
    partners_exchanged,
    a_stranger,
    another_score,
    another_price,
    a_price_less,
    a_price_twice,
    prices_exchanged,
    another_figure,
    open_said_to_be_proven,
    a_gap_made_smaller,
    value_and_bound_together,
    a_figure_of_another_type,
    a_figure_less,
    another_digest,
    a_village_less_in_the_proof,
    a_village_more_in_the_proof,
    a_partner_less_in_the_proof,
    a_partner_more_in_the_proof,
    a_piece_less,
    a_piece_twice,
    a_worse_plan_that_claims_no_gap,
    a_proof_that_all_must_go_without,
)


def mutated(files: Files, seed: int) -> tuple[str, Files]:
    """The name of a mutation and the files after it; they say something else than before."""
    lot = random.Random(seed)
    for turn in itertools.count():
        # Where a mutation finds nothing to change, the next one has its turn.
        mutation = MUTATIONS[(seed + turn // 20) % len(MUTATIONS)]
        changed = deepcopy(files)
        mutation(changed, lot)
        if changed.meaning() != files.meaning():
            return mutation.__name__, changed
    raise AssertionError
