"""A list of posts is understood line by line, and taken as a whole or not at all."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests import makers
from tests.cast import World

from lianjian.ground.accounts import importing
from lianjian.ground.accounts.models import Person, Post
from lianjian.ground.accounts.roles import Role
from lianjian.ground.accounts.services.import_posts import import_posts
from lianjian.ground.core.verdicts import Denied, Invalid
from lianjian.ground.journal import selectors as journal

GOOD = "甲某\t13900000001\tvillage secretary\t石桥村\n乙某\t13900000002\tliaison\t省林业大学"


@pytest.fixture
def forestry(world: World):
    return makers.an_organisation(
        "省林业大学", kind="university", affiliation=makers.a_division("99"), kept_by=world.county
    )


def wrong(world: World, text: str) -> dict[int, str]:
    return {row.line: row.wrong for row in importing.read_list(world.mei.actor, text) if row.wrong}


def test_tabs_commas_and_full_width_commas_read_alike(world: World):
    for separator in ("\t", ",", "，", ", "):
        text = separator.join(["甲某", "13900000001", "village_secretary", "石桥村"])
        [row] = importing.read_list(world.mei.actor, text)
        assert (row.wrong, row.name, row.role, row.organisation) == (
            "",
            "甲某",
            Role.VILLAGE_SECRETARY,
            world.stone,
        )


def test_a_heading_and_empty_lines_are_passed_over_and_lines_keep_their_numbers(world: World):
    text = "姓名,电话,角色,单位\n\n甲某,13900000001,village_secretary,石桥村\n\n"
    [row] = importing.read_list(world.mei.actor, text)
    assert row.line == 3


def test_it_gives_every_post(world: World, forestry):
    made = import_posts(world.mei.actor, text=GOOD)
    assert [post.person.name for post in made] == ["甲某", "乙某"]
    assert [post.role for post in made] == [Role.VILLAGE_SECRETARY, Role.LIAISON]
    verbs = [line["verb"] for line in journal.all_lines()]
    assert verbs.count("accounts.appoint") == 2
    assert "13900000001" not in " ".join(str(line["body"]) for line in journal.all_lines())


def test_one_wrong_line_and_nothing_is_done(world: World, forestry):
    text = f"{GOOD}\n丙某,123,village_secretary,石桥村"
    with pytest.raises(Invalid) as refused:
        import_posts(world.mei.actor, text=text)
    assert set(refused.value.fields) == {"3"}
    assert not Person.objects.filter(phone__startswith="1390000").exists()
    assert not any(line["verb"] == "accounts.appoint" for line in journal.all_lines())


def test_what_only_the_service_finds_names_its_line_too(world: World):
    text = (
        "甲某,13900000001,village_secretary,石桥村\n"
        "假冒者,13900000002,liaison,省农业大学"  # that body speaks for itself
    )
    with pytest.raises(Invalid) as refused:
        import_posts(world.mei.actor, text=text)
    assert set(refused.value.fields) == {"2"}
    assert not Person.objects.filter(phone="13900000001").exists()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("甲某,13900000001,village_secretary", "Four things"),
        ("甲某,13900000001,chief,石桥村", "no role"),
        ("甲某,1390,village_secretary,石桥村", "11 digits"),
        (",13900000001,village_secretary,石桥村", "name"),
        ("甲某,13900000001,village_secretary,无此村", "not known"),
        ("甲某,13900000001,county_coordinator,示例县", "cannot give"),
        ("甲某,13900000001,township_checker,邻县", "not known"),
        ("甲某,13900000001,liaison,石桥村", "not known"),
    ],
)
def test_each_line_says_what_is_wrong_with_it(world: World, line: str, why: str):
    assert why in wrong(world, line)[1]


def test_a_line_twice_is_noticed(world: World):
    line = "甲某,13900000001,village_secretary,石桥村"
    assert "line 1" in wrong(world, f"{line}\n{line}")[2]


def test_two_villages_of_one_name_are_told_apart_by_their_township(world: World):
    town = makers.a_division("990101002", "柳河镇")
    other = makers.a_division("990101002201", "石桥村")
    twin = makers.an_organisation("石桥村", kind="village", affiliation=other)
    assert town.name == "柳河镇"
    assert "several" in wrong(world, "甲某,13900000001,village_secretary,石桥村")[1]
    [row] = importing.read_list(world.mei.actor, "甲某,13900000001,village_secretary,柳河镇/石桥村")
    assert row.organisation == twin


def test_a_place_outside_the_county_is_as_unknown_as_none(world: World):
    text = "甲某,13900000001,village_secretary,石桥村"
    [foreign] = importing.read_list(world.hao.actor, text)
    [none] = importing.read_list(world.hao.actor, text.replace("石桥村", "无此村"))
    assert foreign.wrong.replace("石桥村", "无此村") == none.wrong


def test_who_gives_no_posts_imports_none(world: World):
    with pytest.raises(Denied):
        import_posts(world.lin.actor, text=GOOD)


def test_gb18030_is_read_and_a_picture_is_not():
    assert importing.decoded("甲某,石桥村".encode("gb18030")) == "甲某,石桥村"
    assert importing.decoded("\ufeff甲某".encode()) == "甲某"
    with pytest.raises(Invalid):
        importing.decoded(b"\x89PNG\r\n\x1a\n\xff\xff\xff")


def test_too_long_a_list_is_refused(world: World):
    with pytest.raises(Invalid, match="At most"):
        importing.read_list(world.mei.actor, "a,b,c,d\n" * (importing.MOST_LINES + 1))


def test_the_page_shows_first_and_takes_then(world: World, forestry):
    client = world.mei.client()
    preview = client.post("/account/posts/import", {"text": GOOD})
    assert preview.status_code == 200
    assert "甲某" in preview.content.decode()
    assert not Person.objects.filter(phone="13900000001").exists()
    taken = client.post("/account/posts/import", {"text": GOOD, "take": "1"})
    assert taken.status_code == 302
    assert Post.within(world.mei.scope).filter(person__phone="13900000001").exists()


def test_the_page_marks_wrong_lines_and_offers_no_taking(world: World):
    page = world.mei.client().post("/account/posts/import", {"text": "甲某,1,x,y"})
    assert page.status_code == 422
    assert 'name="take"' not in page.content.decode()


def test_a_file_is_read_like_a_paste(world: World, forestry):
    upload = SimpleUploadedFile("posts.csv", GOOD.replace("\t", ",").encode("gb18030"))
    page = world.mei.client().post("/account/posts/import", {"file": upload})
    assert page.status_code == 200
    assert "乙某" in page.content.decode()


def test_nothing_at_all_is_said_to_be_nothing(world: World):
    assert world.mei.client().post("/account/posts/import", {"text": " "}).status_code == 422
