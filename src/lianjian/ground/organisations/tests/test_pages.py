"""The directory in the browser."""

from __future__ import annotations

import pytest
from tests import makers
from tests.cast import World

from lianjian.ground.organisations import sections, selectors
from lianjian.ground.organisations.models import Kind
from lianjian.ground.organisations.sections import Section
from lianjian.ground.organisations.services import add_alias, register_organisation

USCC = "9144030071526726XG"


def body(answer, status: int = 200) -> str:
    assert answer.status_code == status
    content = answer.getvalue() if answer.streaming else answer.content
    return str(content.decode())


@pytest.fixture
def mei(world: World):
    return world.mei.client()


def tea(world: World):
    return register_organisation(
        world.mei.actor, name="省茶叶协会", kind=Kind.SOCIETY, affiliation=makers.a_division("99")
    )


def test_the_list_shows_what_is_in_scope_and_nothing_else(world: World, mei):
    tea(world)
    assert "省茶叶协会" in body(mei.get("/organisations/"))
    assert "省茶叶协会" not in body(world.hao.client().get("/organisations/"))


@pytest.mark.parametrize("text", ["茶叶", "scyx", "茶 协会"])
def test_it_is_searched_by_words_and_initials(world: World, mei, text: str):
    tea(world)
    answer = body(mei.get("/organisations/", {"q": text}))
    assert "省茶叶协会" in answer
    assert ">省农业大学<" not in answer


def test_there_is_a_box_to_search_in(world: World, mei):
    assert '<input class="form-control" id="lj-q" type="search" name="q"' in body(
        mei.get("/organisations/")
    )


def test_it_is_filtered_by_kind(world: World, mei):
    answer = body(mei.get("/organisations/", {"kind": Kind.UNIVERSITY}))
    assert "省农业大学" in answer
    assert ">石桥村<" not in answer


def test_an_empty_list_says_what_to_do(world: World):
    assert "/organisations/new" in body(world.hao.client().get("/organisations/"))


def test_the_export_holds_the_same_rows(world: World, mei):
    text = body(mei.get("/organisations/", {"export": "csv"}))
    assert "省农业大学" in text
    assert "省农业大学" not in body(world.hao.client().get("/organisations/", {"export": "csv"}))


def test_a_list_costs_as_many_queries_for_many_as_for_few(
    world: World, mei, django_assert_max_num_queries
):
    for n in range(30):
        makers.an_organisation(f"厂{n}", affiliation=world.county, seat=world.town)
    with django_assert_max_num_queries(16):
        mei.get("/organisations/")


def test_a_page_shows_what_it_is_and_where_it_belongs(world: World, mei):
    one = tea(world)
    add_alias(world.mei.actor, organisation=one, text="茶协", document="倡议书")
    text = body(mei.get(f"/organisations/{one.pk}"))
    for words in ("省茶叶协会", "示例省", "茶协", "倡议书"):
        assert words in text


def test_there_is_no_page_for_the_next_county(world: World):
    one = tea(world)
    hao = world.hao.client()
    assert hao.get(f"/organisations/{one.pk}").status_code == 404
    assert hao.get(f"/organisations/{one.pk}/amend").status_code == 404
    assert hao.post(f"/organisations/{one.pk}/drop").status_code == 404
    assert hao.post(f"/organisations/{one.pk}/aliases", {"text": "x"}).status_code == 404


def test_rooms_above_add_sections(world: World, mei, monkeypatch):
    monkeypatch.setattr(sections, "_PROVIDERS", [])
    sections.register(lambda request, one: Section("支部", "organisations/tests.html", order=1))
    sections.register(lambda request, one: None)
    made = sections.sections(None, world.stone)  # type: ignore[arg-type]
    assert [one.title for one in made] == ["支部"]


FORM = {"name": "省茶叶协会", "kind": "society", "affiliation": "示例省"}


def test_the_coordinator_enters_a_body(world: World, mei):
    assert body(mei.get("/organisations/new"))
    answer = mei.post("/organisations/new", {**FORM, "uscc": USCC, "seat": "石桥镇"})
    one = selectors.by_uscc(world.mei.scope, USCC)
    assert one is not None
    assert answer["Location"] == f"/organisations/{one.pk}"
    assert (str(one.affiliation), str(one.seat)) == ("示例省", "石桥镇")


def test_a_central_body_is_said_to_be_one(world: World, mei):
    mei.post("/organisations/new", {"name": "中央某部", "kind": "government", "central": "on"})
    [one] = selectors.named(world.mei.scope, "中央某部")
    assert one.affiliation is None


@pytest.mark.parametrize(
    "given",
    [
        {"affiliation": ""},
        {"central": "on"},
        {"affiliation": "没有此地"},
        {"uscc": "9144030071526726XX"},
        {"name": ""},
        {"kind": "guild"},
    ],
)
def test_what_cannot_be_taken_comes_back_with_its_reason(world: World, mei, given):
    text = body(mei.post("/organisations/new", {**FORM, **given}), 422)
    assert 'role="alert"' in text
    assert selectors.named(world.mei.scope, "省茶叶协会") == []


def test_its_own_people_change_it_and_its_keeper_does_not(world: World, mei):
    address = f"/organisations/{world.university.pk}/amend"
    assert mei.get(address).status_code == 403
    wen = world.wen.client()
    assert "省农业大学" in body(wen.get(address))
    answer = wen.post(address, {"name": "省农林大学", "kind": "university", "seat": "示例县"})
    assert answer.status_code == 302
    world.university.refresh_from_db()
    assert (world.university.name, str(world.university.seat)) == ("省农林大学", "示例县")


def test_what_is_being_changed_is_kept_on_the_device(world: World):
    html = world.lin.client().get(f"/organisations/{world.stone.pk}/amend").content.decode()
    assert f'data-draft="organisation-{world.stone.pk}"' in html


def test_it_answers_to_others_from_now_on(world: World, mei):
    one = makers.an_organisation("县茶厂", affiliation=world.county, kept_by=world.county)
    address = f"/organisations/{one.pk}/affiliation"
    assert address in body(mei.get(f"/organisations/{one.pk}"))
    assert 'name="initial-affiliation"' in body(mei.get(address))
    assert mei.post(address, {"affiliation": "石桥镇"})["Location"] == f"/organisations/{one.pk}"
    one.refresh_from_db()
    assert one.affiliation == world.town


def test_nobody_gives_a_body_out_of_their_own_sight(world: World, mei):
    one = makers.an_organisation("县茶厂", affiliation=world.county)
    address = f"/organisations/{one.pk}/affiliation"
    assert 'role="alert"' in body(mei.post(address, {"affiliation": "邻县"}), 422)
    one.refresh_from_db()
    assert one.affiliation == world.county


def test_what_is_kept_in_the_directory_may_answer_to_the_next_county(world: World, mei):
    one = makers.an_organisation("县茶厂", affiliation=world.county, kept_by=world.county)
    address = f"/organisations/{one.pk}/affiliation"
    assert mei.post(address, {"affiliation": "邻县"}).status_code == 302
    assert "县茶厂" in body(world.hao.client().get("/organisations/"))
    assert "县茶厂" in body(mei.get("/organisations/"))


@pytest.mark.parametrize(
    "given", [{"affiliation": ""}, {"affiliation": "石桥镇", "central": "on"}, {"central": "on"}]
)
def test_a_village_is_not_given_to_nobody(world: World, mei, given):
    address = f"/organisations/{world.stone.pk}/affiliation"
    before = world.stone.affiliation
    assert 'role="alert"' in body(mei.post(address, given), 422)
    world.stone.refresh_from_db()
    assert world.stone.affiliation == before


def test_its_own_people_do_not_choose_whom_they_answer_to(world: World):
    lin = world.lin.client()
    address = f"/organisations/{world.stone.pk}/affiliation"
    assert address not in body(lin.get(f"/organisations/{world.stone.pk}"))
    assert lin.post(address, {"affiliation": "石桥镇"}).status_code == 403


def test_other_names_come_and_go(world: World, mei):
    one = tea(world)
    assert mei.post(f"/organisations/{one.pk}/aliases", {"text": "茶协"}).status_code == 302
    [alias] = selectors.aliases(selectors.organisation(world.mei.scope, one.pk))
    assert 'role="alert"' in body(mei.post(f"/organisations/{one.pk}/aliases", {"text": ""}), 422)
    assert world.hao.client().post(f"/organisations/aliases/{alias.pk}/remove").status_code == 404
    assert mei.post(f"/organisations/aliases/{alias.pk}/remove").status_code == 302
    assert selectors.aliases(selectors.organisation(world.mei.scope, one.pk)) == []


def test_it_is_taken_out_of_the_directory(world: World, mei):
    one = tea(world)
    assert "/drop" in body(mei.get(f"/organisations/{one.pk}"))
    assert mei.post(f"/organisations/{one.pk}/drop").status_code == 302
    assert mei.get(f"/organisations/{one.pk}").status_code == 404


def test_a_village_is_entered_from_its_place(world: World, mei):
    village = makers.a_division("990101001202", "上湾村委会")
    assert f"/organisations/villages/{village.pk}" in body(mei.get(f"/places/{village.pk}"))
    answer = mei.post(f"/organisations/villages/{village.pk}")
    one = selectors.village(world.mei.scope, village)
    assert one is not None
    assert answer["Location"] == f"/organisations/{one.pk}"
    assert "villages" not in body(mei.get(f"/places/{village.pk}"))
    assert world.hao.client().post(f"/organisations/villages/{village.pk}").status_code == 403
