"""Two entries of one body become one, and two again. (Every reference: tests/mergers.)"""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from tests import makers
from tests.cast import World

from lianjian.chain.registry.models import Branch
from lianjian.chain.registry.tests.makers import a_branch
from lianjian.ground.accounts.roles import Role
from lianjian.ground.core import clock
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope, Overtaken
from lianjian.ground.journal.models import Line
from lianjian.ground.organisations import selectors
from lianjian.ground.organisations.models import Alias, DirectoryEntry, Kind, Organisation
from lianjian.ground.organisations.services import add_alias, amend, merge, unmerge
from lianjian.ground.organisations.services.merge import absorb, part_again

USCC = "9144030071526726XG"


@pytest.fixture
def kept(world: World) -> Organisation:
    return makers.an_organisation("示例果业有限公司", affiliation=world.county)


@pytest.fixture
def gone(world: World) -> Organisation:
    return makers.an_organisation("示例果业公司", affiliation=world.county)


def set_code(one: Organisation, code: str) -> None:
    with scope_lifted("a maker"):
        Organisation.objects.filter(pk=one.pk).update(uscc=code)
    one.uscc = code


def names(one: Organisation) -> set[str]:
    with scope_lifted("a test looks behind"):
        return set(Alias.objects.filter(organisation=one).values_list("text", flat=True))


def test_the_names_of_the_one_become_other_names_of_the_other(world: World, kept, gone):
    add_alias(world.mei.actor, organisation=gone, text="果业公司")
    merge(world.mei.actor, kept=kept, gone=gone)
    assert names(kept) == {"示例果业公司", "果业公司"}
    found = selectors.matching(selectors.organisations(world.mei.scope), "果业公司")
    assert list(found) == [kept]
    with pytest.raises(OutOfScope):
        selectors.organisation(world.mei.scope, gone.pk)


def test_a_code_that_only_the_one_has_is_kept(world: World, kept, gone):
    set_code(gone, USCC)
    merger = merge(world.mei.actor, kept=kept, gone=gone)
    assert selectors.organisation(world.mei.scope, kept.pk).uscc == USCC
    unmerge(world.mei.actor, merger=merger)
    assert selectors.organisation(world.mei.scope, kept.pk).uscc is None
    assert selectors.organisation(world.mei.scope, gone.pk).uscc == USCC


def test_two_branches_of_one_unit_become_one_and_two_again(world: World, kept, gone):
    ours, theirs = a_branch(kept), a_branch(gone)
    other = a_branch(gone, unit="种植部")
    merger = merge(world.mei.actor, kept=kept, gone=gone)
    with scope_lifted("a test looks behind"):
        assert set(Branch.objects.filter(host=kept)) == {ours, other}
        assert not Branch.objects.filter(pk=theirs.pk).exists()
    unmerge(world.mei.actor, merger=merger)
    with scope_lifted("a test looks behind"):
        assert set(Branch.objects.filter(host=gone)) == {theirs, other}


def test_a_place_in_one_directory_is_kept_once_and_comes_back(world: World, kept, gone):
    makers.keep([kept, gone], by=world.next_county)
    merger = merge(world.mei.actor, kept=kept, gone=gone)
    with scope_lifted("a test looks behind"):
        assert DirectoryEntry.objects.filter(organisation=kept).count() == 1
    unmerge(world.mei.actor, merger=merger)
    with scope_lifted("a test looks behind"):
        assert DirectoryEntry.objects.filter(organisation__in=[kept, gone]).count() == 2


def test_what_both_have_and_can_be_once_only_is_refused_and_nothing_is_changed(
    world: World, kept, gone
):
    from lianjian.chain.pairing.tests.makers import a_participant, a_round

    round = a_round(world.county)
    for host, capacity in ((kept, 1), (gone, 2)):
        a_participant(round, a_branch(host), capacity=capacity)
    with pytest.raises(Invalid):
        merge(world.mei.actor, kept=kept, gone=gone)
    assert selectors.organisation(world.mei.scope, gone.pk) == gone
    assert not selectors.mergers(world.mei.scope).exists()


def test_two_sides_of_one_thing_are_not_one_body(world: World, gone):
    from lianjian.chain.registry.tests.makers import a_tie

    village = makers.an_organisation(
        "石桥新村", kind=Kind.VILLAGE, affiliation=world.stone.affiliation
    )
    tie = a_tie(a_branch(world.stone), a_branch(gone))
    with scope_lifted("a maker"):
        type(tie).objects.filter(pk=tie.pk).update(partner=a_branch(village))
    with pytest.raises(Invalid):
        merge(world.mei.actor, kept=world.stone, gone=village)


@pytest.mark.parametrize("why", ["kind", "codes", "itself"])
def test_what_cannot_be_one_body_is_refused(world: World, kept, gone, why: str):
    if why == "kind":
        amend(world.mei.actor, organisation=gone, kind=Kind.MEDIA)
    elif why == "codes":
        set_code(kept, USCC)
        set_code(gone, "12350100MB0000001Y")
    with pytest.raises(Invalid):
        merge(world.mei.actor, kept=kept, gone=kept if why == "itself" else gone)


def test_villages_in_two_places_are_two_villages(world: World):
    place = makers.a_division(f"{str(world.town.code)[:9]}888", "石桥新村")
    other = makers.an_organisation("石桥村", kind=Kind.VILLAGE, affiliation=place)
    with pytest.raises(Invalid):
        merge(world.mei.actor, kept=world.stone, gone=other)


# -- who may --


def test_only_a_coordinator_merges_and_only_in_their_own_area(world: World, kept, gone):
    for who in (world.lin, world.wen, world.bo, world.xu, world.hao):
        with pytest.raises(Denied):
            merge(who.actor, kept=kept, gone=gone)


def test_a_body_of_their_directory_they_merge_while_nobody_speaks_for_it(world: World):
    province = makers.a_division("99")
    two = [
        makers.an_organisation(name, affiliation=province, kept_by=world.county)
        for name in ("省茶叶协会", "省茶业协会")
    ]
    makers.a_post(Role.LIAISON, organisation=two[1])
    with pytest.raises(Denied):  # Whoever speaks for it would speak for the other too.
        merge(world.mei.actor, kept=two[0], gone=two[1])


def test_and_they_do_where_nobody_speaks_for_either(world: World):
    province = makers.a_division("99")
    one, other = (
        makers.an_organisation(name, affiliation=province, kept_by=world.county)
        for name in ("省茶叶协会", "省茶业协会")
    )
    assert merge(world.mei.actor, kept=one, gone=other).kept == one


def test_the_journal_keeps_who_merged_what(world: World, kept, gone):
    merger = merge(world.mei.actor, kept=kept, gone=gone)
    unmerge(world.mei.actor, merger=merger)
    lines = Line.within(Scope.of_everything()).order_by("seq").values_list("verb", "person")
    ours = [line for line in lines if line[0].startswith("organisations.")]
    person = world.mei.post.person_id
    assert ours == [
        ("organisations.merge", person),
        ("organisations.absorb", None),
        ("organisations.unmerge", person),
        ("organisations.part_again", None),
    ]


# -- undoing --


def test_undoing_is_refused_once_something_that_moved_was_changed(world: World, kept, gone):
    branch = a_branch(gone, unit="种植部")
    merger = merge(world.mei.actor, kept=kept, gone=gone)
    with scope_lifted("somebody changes it"):
        Branch.objects.filter(pk=branch.pk).update(span=9)
    with pytest.raises(Invalid):
        unmerge(world.mei.actor, merger=merger)
    merger.refresh_from_db(from_queryset=type(merger).within(Scope.of_everything()))
    assert merger.undone_at is None


def test_undoing_is_refused_where_the_old_code_was_entered_anew(world: World, kept, gone):
    set_code(gone, USCC)
    merger = merge(world.mei.actor, kept=kept, gone=gone)
    amend(world.mei.actor, organisation=kept, uscc="12350100MB0000001Y")
    with pytest.raises(Invalid):
        unmerge(world.mei.actor, merger=merger)


def test_it_is_undone_once_and_within_thirty_days(world: World, kept, gone):
    merger = merge(world.mei.actor, kept=kept, gone=gone)
    with time_machine.travel(clock.now() + dt.timedelta(days=31)), pytest.raises(Invalid):
        unmerge(world.mei.actor, merger=merger)
    unmerge(world.mei.actor, merger=merger)
    with pytest.raises(Overtaken):
        unmerge(world.mei.actor, merger=merger)


def test_mergers_one_after_the_other_are_undone_last_first(world: World, kept, gone):
    third = makers.an_organisation("示例果业集团", affiliation=world.county)
    first = merge(world.mei.actor, kept=kept, gone=gone)
    second = merge(world.mei.actor, kept=third, gone=kept)
    first = selectors.merger(world.mei.scope, first.pk)
    with pytest.raises(Invalid):
        unmerge(world.mei.actor, merger=first)
    unmerge(world.mei.actor, merger=second)
    unmerge(world.mei.actor, merger=selectors.merger(world.mei.scope, first.pk))
    assert selectors.organisations(world.mei.scope).filter(pk__in=[kept.pk, gone.pk]).count() == 2


def test_the_second_of_two_who_merge_the_same_is_told(world: World, kept, gone):
    merge(world.mei.actor, kept=kept, gone=gone)
    with pytest.raises(Overtaken):
        merge(world.mei.actor, kept=kept, gone=gone)


# -- in the browser --


def test_it_is_chosen_looked_at_done_and_undone_in_the_browser(world: World, kept, gone):
    client, there = world.mei.client(), reverse("organisations:merge", args=[kept.pk])
    assert f"?other={gone.pk}" in client.get(there).text
    assert f"?other={gone.pk}" in client.get(there, {"q": "果业公司"}).text
    assert gone.name in client.get(there, {"other": gone.pk}).text
    assert client.post(there, {"other": gone.pk}).status_code == 302
    old = client.get(reverse("organisations:organisation", args=[gone.pk]))
    assert old["Location"] == reverse("organisations:organisation", args=[kept.pk])
    merger = selectors.mergers(world.mei.scope).get()
    undo = reverse("organisations:unmerge", args=[merger.pk])
    assert undo in client.get(old["Location"]).text
    assert undo in client.get(reverse("organisations:mergers"), {"state": "holds"}).text
    back = client.post(undo)
    assert back["Location"] == reverse("organisations:organisation", args=[gone.pk])
    left = client.get(reverse("organisations:mergers"), {"state": "holds"})
    assert "没有符合条件的合并记录" in left.text


def test_the_far_reaching_steps_are_the_system_s_alone(world: World, kept, gone):
    with pytest.raises(Denied):
        absorb(world.mei.actor, kept=kept, gone=gone)
    merger = merge(world.mei.actor, kept=kept, gone=gone)
    with pytest.raises(Denied):
        part_again(world.mei.actor, merger=merger)
