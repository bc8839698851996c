"""A round's plan as a network: lines by their strokes, bridges, and who has nobody (M33)."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.cast import World

from lianjian.chain.pairing import picture, round_network, selectors, services
from lianjian.chain.pairing.models import Proposal, Round, Solution
from lianjian.chain.pairing.round_network import Group, network_of_round
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import scope_lifted

from .makers import a_pairing, a_proposal, a_round, a_solved_round, some_partners, some_villages

ALL = Scope.of_everything()


def at(name: str, *args: object) -> str:
    return reverse(f"pairing:{name}", args=args)


def newest(round: Round) -> Solution:
    found = selectors.solution(ALL, round)
    assert found is not None
    return found


def groups(world: World, round: Round, number: int = 1) -> list[Group]:
    return network_of_round(world.mei.scope, round, newest(round), number=number).groups


def strokes(group: Group) -> dict[tuple[int, int], str | None]:
    return {link.pair: link.stroke for link in group.links}


def keys(branches) -> set[int]:
    return {branch.pk for branch in branches}


def test_the_plan_is_hollow_and_what_stands_already_has_its_own_stroke(world: World):
    villages, partners = some_villages(world, 4, span=2), some_partners(world, 5)
    a_pairing(villages[0], partners[0], state="live")
    a_pairing(villages[1], partners[1])
    round = a_solved_round(world.mei, [*villages, *partners])
    [group] = groups(world, round)
    found = strokes(group)
    assert found[villages[0].pk, partners[0].pk] == "live"
    assert found[villages[1].pk, partners[1].pk] == "agreed"
    planned = {pair for pair, stroke in found.items() if stroke == "plan"}
    assert planned == set(map(tuple, newest(round).pairs))
    drawn = str(group.drawing())
    for stroke in ("live", "agreed", "plan"):
        assert drawn.count(f'class="{stroke}"') == list(found.values()).count(stroke)


def test_who_has_nobody_stands_apart(world: World):
    villages, partners = some_villages(world, 3), some_partners(world, 2)
    round = a_solved_round(world.mei, [*villages, *partners])
    [group] = groups(world, round)
    served = {village for village, _partner in newest(round).pairs}
    assert keys(group.alone) == keys(villages) - served
    assert len(group.alone) == 1
    assert group.alone[0].host.name not in str(group.drawing())
    page = world.mei.client().get(at("round_network", round.pk)).content.decode()
    assert "仍无着落" in page
    assert group.alone[0].host.name in page


def test_a_bridge_is_counted_over_the_plan_and_what_stands(world: World):
    villages, partners = some_villages(world, 2, span=2), some_partners(world, 3)
    a_pairing(villages[0], partners[0], state="live")
    a_pairing(villages[1], partners[1], state="live")
    round = a_solved_round(world.mei, [*villages, *partners])
    [group] = groups(world, round)
    # Each has a partner of before, and the draft gives the last place to one of them.
    [[second, third]] = newest(round).pairs
    [bridge] = group.bridges
    other = next(one for one in villages if one.pk != second)
    assert keys(bridge.villages) == {other.pk}
    assert bridge.partner.pk in {partners[0].pk, partners[1].pk}
    assert str(group.drawing()).count('class="bridge"') == 1
    assert third == partners[2].pk


def test_the_list_says_what_the_picture_shows(world: World):
    villages, partners = some_villages(world, 4, span=2), some_partners(world, 4, span=2)
    a_pairing(villages[0], partners[0], state="live")
    round = a_solved_round(world.mei, [*villages, *partners])
    [group] = groups(world, round)
    said = {link.pair for _village, links in group.by_village() for link in links}
    assert said == {link.pair for link in group.lines}
    assert all(link.said and link.url for link in group.links)
    mei = world.mei.client()
    for link in group.links:
        assert mei.get(link.url.partition("#")[0]).status_code == 200


def test_a_declined_pair_has_no_line_any_more_and_an_open_one_waits(world: World):
    villages, partners = some_villages(world, 2), some_partners(world, 2)
    round = a_solved_round(world.mei, [*villages, *partners])
    services.publish(world.mei.actor, round=round, version=1)
    first, second = Proposal.within(ALL).filter(round=round).order_by("pk")
    with scope_lifted("one declines, not now"):
        Proposal.objects.filter(pk=first.pk).update(
            state="declined", declined_by="village", decline_reason="not_now"
        )
    [group] = groups(world, round)
    found = strokes(group)
    assert found[first.village_id, first.partner_id] is None
    assert found[second.village_id, second.partner_id] == "plan"
    assert keys(group.alone) == {first.village_id}
    assert [str(link.said) for link in group.lines] == [str(second.get_state_display())]


def test_what_waits_in_another_round_is_there_too(world: World):
    villages, partners = some_villages(world, 2, span=2), some_partners(world, 3)
    other = a_round(world.county, state="published")
    a_proposal(villages[0], partners[0], round=other)
    round = a_solved_round(world.mei, [*villages, *partners])
    [group] = groups(world, round)
    assert strokes(group)[villages[0].pk, partners[0].pk] == "plan"
    assert (villages[0].pk, partners[0].pk) not in set(map(tuple, newest(round).pairs))


def test_pairings_that_the_reader_may_not_see_are_not_drawn_and_not_called_nobody(world: World):
    villages = some_villages(world, 2, kept_by=world.society)
    partners = some_partners(world, 2, kept_by=world.society)
    a_pairing(villages[0], some_partners(world, 4)[3], state="live")
    round = a_solved_round(world.bo, [*villages, *partners])
    network = network_of_round(world.bo.scope, round, newest(round))
    [group] = network.groups
    assert keys(group.apart) == {villages[0].pk}
    assert all(link.stroke == "plan" for link in group.links)
    text = world.bo.client().get(at("round_network", round.pk)).content.decode()
    assert "示例单位3" not in text


def test_a_large_township_is_parted_and_pages_hold_whole_pictures(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(round_network, "MOST", 2)
    monkeypatch.setattr(round_network, "PAGE", 4)
    villages, partners = some_villages(world, 7), some_partners(world, 7, span=2)
    round = a_solved_round(world.mei, [*villages, *partners])
    network = network_of_round(world.mei.scope, round, newest(round))
    assert [[len(group.villages) for group in page] for page in network.pages] == [[2, 2], [2, 1]]
    everybody = [one.pk for _n, group in network.index for one in group.villages]
    assert everybody == [one.pk for one in villages]
    mei = world.mei.client()
    for number, expected in (("2", 2), ("99", 2), ("0", 1), ("x", 1)):
        page = mei.get(at("round_network", round.pk), {"page": number})
        assert page.context["network"].number == expected


def test_a_partner_of_villages_elsewhere_says_of_how_many(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(round_network, "MOST", 1)
    villages, [partner] = some_villages(world, 3), some_partners(world, 1, span=3)
    round = a_solved_round(world.mei, [*villages, partner])
    first = groups(world, round)[0]
    assert first.also == {partner.pk: 2}
    assert "+2" in str(first.drawing())


def test_three_views_of_a_board_lead_to_each_other(world: World):
    round = a_solved_round(world.mei, [*some_villages(world, 2), *some_partners(world, 2)])
    mei = world.mei.client()
    views = [at(name, round.pk) for name in ("round", "round_towns", "round_network")]
    for view in views:
        page = mei.get(view).content.decode()
        for other in views:
            assert f'href="{other}?version=1"' in page


def test_a_round_that_is_not_solved_has_no_pictures(world: World):
    round = a_round(world.county)
    for name in ("round_towns", "round_network"):
        assert world.mei.client().get(at(name, round.pk)).status_code == 404


def test_every_village_of_a_township_is_named_with_its_mark(world: World):
    villages, partners = some_villages(world, 3), some_partners(world, 3)
    a_pairing(villages[0], partners[0], state="live")
    round = a_solved_round(world.mei, [*villages, *partners[:2]])
    page = world.mei.client().get(at("round_towns", round.pk))
    marks = {one.pk: mark for town in page.context["towns"] for one, mark in town.villages}
    assert marks[villages[0].pk] == "done"
    assert sorted(marks.values()) == ["done", "going", "none"]


def test_a_village_without_a_pair_is_asked_about_by_name(world: World):
    villages, partners = some_villages(world, 2), some_partners(world, 1)
    round = a_solved_round(world.mei, [*villages, *partners])
    [pair] = newest(round).pairs
    lone = next(one for one in villages if one.pk != pair[0])
    page = world.mei.client().get(at("round", round.pk), {"village": lone.pk})
    assert f'<label for="other">{lone.host.name}</label>' in page.content.decode()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("示例村", "示例村"),
        ("示例乡村联合发展中心", "示例乡村联…"),
        ("Sample body", "Sample body"),
        ("Sample body of some length", "Sample bod…"),
    ],
)
def test_a_long_name_is_cut_by_its_width(name: str, shown: str):
    assert picture.shortened(name, 6) == shown


def test_partners_stand_opposite_to_their_villages():
    villages = [picture.Node(key, f"v{key}", "") for key in (1, 2, 3)]
    partners = [picture.Node(key, f"p{key}", "") for key in (7, 8, 9)]
    lines = [picture.Line(a, b, "live", "") for a, b in ((1, 9), (2, 8), (3, 7))]
    drawn = str(picture.drawn(villages, partners, lines, ""))
    assert drawn.index("p9") < drawn.index("p8") < drawn.index("p7")
