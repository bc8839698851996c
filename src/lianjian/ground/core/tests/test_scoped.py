"""Nobody sees a row without a scope, and nobody writes one outside a command."""

from __future__ import annotations

import pytest
from django.db.models import Count
from tests.cast import World
from tests.makers import an_organisation

from lianjian.ground.accounts.models import Post
from lianjian.ground.core import prototypes
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import OutOfScope, ScopeMissing
from lianjian.ground.organisations.models import Alias, DirectoryEntry, Organisation

WAYS_IN = {
    "all": lambda rows: list(rows.all()),
    "get": lambda rows: rows.get(pk=1),
    "first": lambda rows: rows.first(),
    "exists": lambda rows: rows.exists(),
    "exclude exists": lambda rows: rows.exclude(pk=0).exists(),
    "distinct exists": lambda rows: rows.distinct().exists(),
    "count": lambda rows: rows.count(),
    "aggregate": lambda rows: rows.aggregate(n=Count("pk")),
    "iterator": lambda rows: list(rows.iterator()),
    "explain": lambda rows: rows.explain(),
    "values": lambda rows: list(rows.values("pk")),
    "in_bulk": lambda rows: rows.in_bulk([1]),
    "contains": lambda rows: rows.contains(Organisation(pk=1)),
    "latest": lambda rows: rows.latest("pk"),
    "dates": lambda rows: list(rows.datetimes("made_at", "day")),
    "subquery": lambda rows: list(Organisation.within(Scope()).filter(pk__in=rows.all())),
    "union": lambda rows: list(Organisation.within(Scope()).union(rows.all())),
    "raw": lambda rows: list(rows.raw("SELECT * FROM organisations_organisation")),
    "update": lambda rows: rows.update(name="x"),
    "delete": lambda rows: rows.all().delete(),
    "create": lambda rows: rows.create(name="x", kind="other"),
    "bulk_create": lambda rows: rows.bulk_create([Organisation(name="x", kind="other")]),
    "get_or_create": lambda rows: rows.get_or_create(name="x", kind="other"),
    "bulk_update": lambda rows: rows.bulk_update([Organisation(pk=1, name="x")], ["name"]),
    "select_for_update": lambda rows: list(rows.select_for_update()),
}


@pytest.mark.parametrize("way", WAYS_IN)
def test_it_refuses_every_way_into_a_table_without_a_scope(world: World, way: str):
    with pytest.raises(ScopeMissing):
        WAYS_IN[way](Organisation.objects)


@pytest.mark.parametrize("way", WAYS_IN)
def test_it_refuses_the_base_manager_too(world: World, way: str):
    with pytest.raises(ScopeMissing):
        WAYS_IN[way](Organisation._base_manager)


def test_a_reader_sees_their_own_subtree_and_not_the_next(world: World):
    assert Organisation.within(world.mei.scope).filter(pk=world.stone.pk).exists()
    assert not Organisation.within(world.hao.scope).filter(pk=world.stone.pk).exists()


def test_a_liaison_officer_sees_their_organisation_and_no_village(world: World):
    assert list(Organisation.within(world.wen.scope)) == [world.university]


def test_a_scopes_query_is_copied_and_keeps_nothing_of_an_earlier_answer(world: World):
    """The query of a scope is built once and copied: a copy neither narrows nor remembers."""
    everybody = Organisation.within(world.mei.scope)
    assert list(everybody.filter(pk=world.stone.pk)) == [world.stone]
    before = {one.name for one in everybody}
    an_organisation("县茶厂", affiliation=world.county)
    assert {one.name for one in Organisation.within(world.mei.scope)} == {*before, "县茶厂"}
    assert not Organisation.within(world.hao.scope).filter(name="县茶厂").exists()


def test_more_scopes_than_are_kept_stay_apart(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(prototypes, "_MOST_PROTOTYPES", 2)
    for _ in range(2):
        assert list(Organisation.within(world.wen.scope)) == [world.university]
        assert list(Organisation.within(world.bo.scope)) == [world.society]
        assert list(Organisation.within(Scope.of_nothing())) == []


def test_a_directory_shows_a_body_from_outside(world: World):
    names = set(Organisation.within(world.mei.scope).values_list("name", flat=True))
    assert names == {"石桥村", "省农业大学", "省乡村共建促进会"}


def test_a_row_in_scope_may_follow_its_forward_key(world: World):
    post = Post.within(world.lin.scope).get(pk=world.lin.post.pk)
    assert post.organisation == world.stone


def test_a_reverse_relation_needs_a_scope_unless_it_leads_to_parts(world: World):
    stone = Organisation.get_within(world.lin.scope, pk=world.stone.pk)
    assert Alias.part_of == "organisation"
    assert list(stone.aliases.all()) == []
    assert DirectoryEntry.part_of == ""
    with pytest.raises(ScopeMissing):
        stone.directory_entries.exists()


def test_it_says_the_same_of_a_foreign_row_and_of_none(world: World):
    with pytest.raises(OutOfScope) as foreign:
        Organisation.get_within(world.hao.scope, pk=world.stone.pk)
    with pytest.raises(OutOfScope) as none:
        Organisation.get_within(world.hao.scope, pk=10**9)
    assert str(foreign.value) == str(none.value)


def test_a_row_is_not_saved_outside_a_command(world: World):
    stone = Organisation.get_within(world.lin.scope, pk=world.stone.pk)
    stone.name = "x"
    with pytest.raises(ScopeMissing):
        stone.save(update_fields=["name"])
