"""Rules on groups in a round: a township's pairs, a body's branches, each partner's least."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from django.urls import reverse
from tests.cast import World

from lianjian import cli
from lianjian.chain.pairing import files, groups, instance, selectors, services, why_not
from lianjian.chain.pairing.models import Participant, Round, RuleSet, Solution
from lianjian.chain.registry.models import Branch
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.engine import pairing as engine
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.verdicts import Invalid

from .makers import a_pairing, a_solved_round, some_partners, some_villages

ALL = Scope.of_everything()


def solved(world: World, branches: list[Branch], **rules: object) -> tuple[Round, Solution]:
    """A round solved by rules that say this, through the front door."""
    round = a_solved_round(world.mei, branches)
    with scope_lifted("stricter rules from now on"):
        RuleSet.objects.filter(pk=round.rules_id).update(**rules)
    round.refresh_from_db()
    services.solve(world.mei.actor, round=round)
    return round, newest(round)


def newest(round: Round) -> Solution:
    solution = selectors.solution(ALL, round)
    assert solution is not None
    return solution


def people(round: Round) -> dict[int, Branch]:
    rows = Participant.within(ALL).filter(round=round)
    rows = rows.select_related("branch__host__affiliation__parent")
    return {row.branch_id: row.branch for row in rows}


def proven(solution: Solution) -> bool:
    problem, plan, certificate = instance.stored(solution)
    return engine.verify(problem, plan, certificate).ok and certificate.gap == 0


def test_a_township_has_no_more_pairs_than_the_rules_let_in(world: World):
    branches = [*some_villages(world, 4, span=2), *some_partners(world, 5)]
    _round, free = solved(world, branches)
    assert len(free.pairs) == 5
    _round, solution = solved(world, branches, per_town=3)
    assert len(solution.pairs) == 3
    assert proven(solution)
    assert solution.cap_prices[0][1] > 0


def test_a_body_has_no_more_pairs_than_the_rules_let_in_whatever_its_branches(world: World):
    partners = some_partners(world, 2, span=3)
    second = a_branch(partners[0].host, unit="第二", span=3)
    branches = [*some_villages(world, 4, span=2), *partners, second]
    _round, solution = solved(world, branches, per_body=2, one_per_kind=False)
    taken = Counter(partner for _village, partner in solution.pairs)
    assert taken[partners[0].pk] + taken[second.pk] == 2
    assert proven(solution)


def test_each_partner_has_its_least_before_any_score(world: World):
    villages, partners = some_villages(world, 2), some_partners(world, 2, span=2)
    branches = [*villages, *partners]
    _round, solution = solved(world, branches, least_of_a_partner=1)
    assert {partner for _village, partner in solution.pairs} == {one.pk for one in partners}
    assert proven(solution)
    _round, wanting = solved(world, branches, least_of_a_partner=2)
    assert wanting.certificate["least_missing"] == 2
    assert proven(wanting)


def test_what_a_group_holds_already_counts(world: World):
    villages, partners = some_villages(world, 3, span=2), some_partners(world, 3, span=2)
    a_pairing(villages[0], partners[0], state="live")
    _round, solution = solved(world, [*villages, *partners], per_town=3)
    assert len(solution.pairs) == 2
    caps = solution.instance["caps"]
    assert caps["most"] == [2]
    _round, asked = solved(world, [*villages, *partners], least_of_a_partner=1)
    assert len(asked.instance["caps"]["name"]) == 2


def test_what_is_locked_goes_before_a_rule_on_groups(world: World):
    from .makers import a_wish

    villages, partners = some_villages(world, 3, span=2), some_partners(world, 3)
    round = a_solved_round(world.mei, [*villages, *partners])
    for village, partner in zip(villages[:2], partners[:2], strict=True):
        a_wish(village, partner, wish=True)
        a_wish(partner, village, wish=True)
    services.solve(world.mei.actor, round=round)
    for village, partner in zip(villages[:2], partners[:2], strict=True):
        row = selectors.candidate(ALL, round, village.pk, partner.pk)
        services.lock(world.mei.actor, candidate=row)
    with scope_lifted("a rule that lets in less than is locked"):
        RuleSet.objects.filter(pk=round.rules_id).update(per_town=1)
    round.refresh_from_db()
    services.solve(world.mei.actor, round=round)
    pairs = set(map(tuple, newest(round).pairs))
    assert pairs == {(v.pk, p.pk) for v, p in zip(villages[:2], partners[:2], strict=True)}


def test_why_not_is_exact_under_rules_on_groups(world: World):
    branches = [*some_villages(world, 3, span=2), *some_partners(world, 4)]
    round, solution = solved(world, branches, per_town=2)
    known = people(round)
    chosen = set(map(tuple, solution.pairs))
    asked = 0
    for village in branches[:3]:
        for partner in branches[3:]:
            if (village.pk, partner.pk) in chosen:
                continue
            candidate = why_not.looked_at(ALL, round, solution, village.pk, partner.pk)
            answer = why_not.why_not(solution, candidate, lambda _keys: known)
            assert answer.kind == "cost"
            assert answer.proven
            assert answer.cost >= 0
            assert sum(step.change for step in answer.steps) == -answer.cost
            asked += 1
    assert asked


def test_a_draft_of_before_has_no_groups_and_is_read_all_the_same(world: World):
    round, solution = solved(world, [*some_villages(world, 2), *some_partners(world, 2)])
    solution.instance.pop("caps")
    solution.cap_prices = []
    for name in ("least_filled", "least_missing"):
        solution.certificate.pop(name)
    assert proven(solution)
    assert groups.lines(solution, lambda _keys: people(round)) == []


def test_the_proof_page_shows_the_groups(world: World):
    branches = [*some_villages(world, 4, span=2), *some_partners(world, 5)]
    round, _solution = solved(world, branches, per_town=3)
    page = world.mei.client().get(reverse("pairing:proof", args=[round.pk]))
    (line,) = page.context["groups"]
    assert (line.kind, line.pairs, line.most, line.missing) == ("town", 3, 3, 0)
    assert line.name in page.content.decode()
    assert page.context["report"].ok


def test_one_more_place_is_exact_under_rules_on_groups(world: World):
    villages, partners = some_villages(world, 4, span=2), some_partners(world, 5)
    round, _solution = solved(world, [*villages, *partners], per_town=3)
    row = Participant.within(ALL).get(round=round, branch=villages[0])
    page = world.mei.client().get(reverse("pairing:more", args=[round.pk, row.pk]))
    # The township has its fill: one more place in one of its villages is worth nothing.
    assert page.context["answer"].exact.score == 0
    assert page.context["answer"].proven


@pytest.mark.parametrize(
    ("rules", "field"),
    [
        ({"per_town": 0}, "per_town"),
        ({"per_body": 1000}, "per_body"),
        ({"least_of_a_partner": 21}, "least_of_a_partner"),
        ({"per_body": 1, "least_of_a_partner": 2}, "least_of_a_partner"),
    ],
)
def test_rules_on_groups_that_cannot_be_are_refused(world: World, rules, field):
    with pytest.raises(Invalid) as refused:
        services.write_rules(world.mei.actor, division=world.county, **rules)
    assert field in refused.value.fields


def test_the_form_of_a_new_round_says_them(world: World):
    mei = world.mei.client()
    said = {
        "name": "秋季轮次",
        "reply_days": 14,
        "willingness": 30,
        "ties": 20,
        "span": 20,
        "relevance": 30,
        "per_town": 5,
        "per_body": "",
        "least_of_a_partner": 1,
    }
    mei.post(reverse("pairing:new_round"), said)
    rules = Round.within(ALL).get().rules
    assert (rules.per_town, rules.per_body, rules.least_of_a_partner) == (5, None, 1)
    shown = mei.get(reverse("pairing:new_round"))
    assert shown.context["form"].initial["per_town"] == 5


def test_the_archive_of_a_round_with_groups_is_checked_by_the_command(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    branches = [*some_villages(world, 4, span=2), *some_partners(world, 5)]
    _round, solution = solved(world, branches, per_town=3, least_of_a_partner=1)
    packed = tmp_path / "round.zip"
    packed.write_bytes(files.archive(solution))
    assert cli.main(["verify", str(packed)]) == 0
    assert "The plan is proven" in capsys.readouterr().out
