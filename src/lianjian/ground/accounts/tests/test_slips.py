"""A slip lets its person in once, for seven days, and nobody else ever."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.test import Client
from tests import makers
from tests.cast import World

from lianjian.ground.accounts.acting import actor_for
from lianjian.ground.accounts.models import Device, Person, Post, Slip
from lianjian.ground.accounts.roles import Role
from lianjian.ground.accounts.services.make_slips import make_slips
from lianjian.ground.core import clock
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.verdicts import AskAgain, Denied
from lianjian.ground.journal import selectors as journal

from .makers import a_newcomer, a_slip, code_now, codes_on, sign_in, with_second_factor

NEW = {"password": "一句很长的话当作密码", "again": "一句很长的话当作密码"}


@pytest.fixture
def newcomer(world: World) -> Post:
    return a_newcomer(
        Role.VILLAGE_SECRETARY,
        name="刘某",
        phone="13900000001",
        division=world.stone.affiliation,
        organisation=world.stone,
    )


def use(code: str, client: Client | None = None, **more: str):
    return (client or Client()).post(
        f"/account/slip/{code}", {"name": "刘某", "phone": "13900000001", **NEW, **more}
    )


def test_it_sets_a_password_and_lets_its_person_in(world: World, newcomer: Post):
    _slip, code = a_slip(world.mei, newcomer)
    client = Client()
    answer = use(code, client)
    assert answer.status_code == 302
    assert client.get("/account/").status_code == 200
    again = Client()
    sign_in(again, newcomer.person, password=NEW["password"])
    assert again.get("/account/").status_code == 200


def test_its_person_corrects_their_name_and_number(world: World, newcomer: Post):
    _slip, code = a_slip(world.mei, newcomer)
    use(code, name="刘某某", phone="139 0000 0002")
    person = Person.objects.get(pk=newcomer.person_id)
    assert (person.name, person.phone) == ("刘某某", "13900000002")


def test_looking_at_it_uses_nothing_up(world: World, newcomer: Post):
    # WeChat and mail scanners open every address before its reader does.
    _slip, code = a_slip(world.mei, newcomer)
    for _time in range(3):
        assert Client().get(f"/account/slip/{code}").status_code == 200
    assert use(code).status_code == 302


def test_it_works_once(world: World, newcomer: Post):
    _slip, code = a_slip(world.mei, newcomer)
    use(code)
    second = use(code, password="another password altogether", again="another password altogether")
    assert second.status_code == 410
    assert Person.objects.get(pk=newcomer.person_id).check_password(NEW["password"])


def test_it_is_over_after_seven_days_and_says_whom_to_ask(world: World, newcomer: Post):
    with time_machine.travel(clock.now(), tick=False) as traveller:
        _slip, code = a_slip(world.mei, newcomer)
        traveller.shift(dt.timedelta(days=7, seconds=-1))
        assert Client().get(f"/account/slip/{code}").status_code == 200
        traveller.shift(dt.timedelta(seconds=2))
        page = Client().get(f"/account/slip/{code}")
        assert use(code).status_code == 410
    assert page.status_code == 410
    assert str(world.county) in page.content.decode()


def test_a_new_one_voids_the_old(world: World, newcomer: Post):
    _old, before = a_slip(world.mei, newcomer)
    _new, after = a_slip(world.xu, newcomer)
    assert use(before).status_code == 410
    assert use(after).status_code == 302


def test_it_is_kept_as_a_keyed_digest_only(world: World, newcomer: Post):
    slip, code = a_slip(world.mei, newcomer)
    stored = " ".join(
        str(value) for value in vars(Slip.get_within(world.mei.scope, pk=slip.pk)).values()
    )
    assert code not in stored
    assert code.replace("-", "") not in stored
    assert all(code not in str(line["body"]) for line in journal.all_lines())


def test_the_password_does_not_reach_the_journal(world: World, newcomer: Post):
    _slip, code = a_slip(world.mei, newcomer)
    use(code)
    written = " ".join(str(line["body"]) for line in journal.all_lines())
    assert NEW["password"] not in written
    assert "13900000001" not in written
    assert "accounts.redeem_slip" in {line["verb"] for line in journal.all_lines()}


def test_it_is_typed_with_small_letters_and_without_hyphens_too(world: World, newcomer: Post):
    _slip, code = a_slip(world.mei, newcomer)
    answer = Client().post("/account/slip/", {"code": code.lower().replace("-", " ")})
    assert answer.status_code == 302
    assert Client().get(answer["Location"]).status_code == 200


def test_a_guessed_code_finds_nothing_and_guessing_is_slowed_down(world: World, newcomer: Post):
    _slip, code = a_slip(world.mei, newcomer)
    guesser = Client(REMOTE_ADDR="203.0.113.9")
    answers = [guesser.get(f"/account/slip/AAAA-BBBB-{n:04d}").status_code for n in range(101)]
    assert answers[0] == 404
    assert answers[-1] != 404  # refused unread
    assert guesser.get(f"/account/slip/{code}").status_code != 200
    assert Client(REMOTE_ADDR="203.0.113.10").get(f"/account/slip/{code}").status_code == 200


def test_two_passwords_that_differ_use_nothing_up(world: World, newcomer: Post):
    _slip, code = a_slip(world.mei, newcomer)
    assert use(code, again="something else entirely").status_code == 422
    assert use(code, password="short", again="short").status_code == 422
    assert use(code).status_code == 302


def test_somebody_elses_number_uses_nothing_up(world: World, newcomer: Post):
    makers.a_person("other", phone="13900000077")
    _slip, code = a_slip(world.mei, newcomer)
    refused = use(code, phone="13900000077")
    assert refused.status_code == 422
    assert use(code).status_code == 302


def test_of_two_uses_at_once_one_wins(world: World, newcomer: Post):
    from lianjian.ground.accounts.services.redeem_slip import redeem_slip
    from lianjian.ground.core.verdicts import Invalid

    from .makers import oneself

    slip, _code = a_slip(world.mei, newcomer)
    stale = Slip.get_within(world.mei.scope, pk=slip.pk)
    who = oneself(newcomer.person)
    first = {"encoded": "!one", "name": "刘某", "phone": ""}
    redeem_slip(who, slip=slip, **first)
    with pytest.raises(Invalid):
        redeem_slip(who, slip=stale, encoded="!two", name="刘某", phone="")
    assert Person.objects.get(pk=newcomer.person_id).password == "!one"


def test_it_ends_every_session_its_person_had(world: World, newcomer: Post):
    _slip, code = a_slip(world.mei, newcomer)
    thief = Client()
    use(code, thief)
    _slip, again = a_slip(world.mei, newcomer)
    use(again)
    assert thief.get("/account/").status_code == 302


def test_it_does_not_get_round_the_second_factor(world: World):
    post = a_newcomer(Role.COUNTY_COORDINATOR, division=world.county)
    with_second_factor(post.person)
    security = actor_for(
        makers.a_post(Role.SECURITY_ADMIN, division=world.county), confirmed_at=clock.now()
    )
    [printed] = make_slips(security, posts=[post])
    client = Client()
    answer = use(printed.code, client)
    assert answer["Location"].endswith("/account/second-factor/show/")
    assert client.get("/account/").status_code == 302
    client.post("/account/second-factor/show/", {"code": code_now()})
    assert client.get("/account/").status_code == 200


def test_the_township_prints_for_its_villages_only(world: World, newcomer: Post):
    assert a_slip(world.xu, newcomer)
    elsewhere = makers.a_division("990101002201")
    body = makers.an_organisation("柳河村", kind="village", affiliation=elsewhere)
    other = a_newcomer(Role.VILLAGE_SECRETARY, division=elsewhere, organisation=body)
    with pytest.raises(Denied):
        make_slips(world.xu.actor, posts=[other])
    with pytest.raises(Denied):
        make_slips(world.xu.actor, posts=[world.mei.post])
    with pytest.raises(Denied):
        make_slips(world.lin.actor, posts=[newcomer])


def test_nobody_takes_over_a_higher_post_by_a_slip_for_a_lower_one(world: World):
    """Mei also became secretary of Stone Village: its township must not print her a slip."""
    lower = makers.a_post(
        Role.VILLAGE_SECRETARY,
        person=world.mei.post.person,
        division=world.stone.affiliation,
        organisation=world.stone,
    )
    with pytest.raises(Denied, match="above yours"):
        make_slips(world.xu.actor, posts=[lower])


def test_printing_asks_first_whether_it_is_you(world: World, newcomer: Post):
    with pytest.raises(AskAgain):
        make_slips(actor_for(world.mei.post), posts=[newcomer])


def test_a_closed_access_gets_no_slip(world: World, newcomer: Post):
    Person.objects.filter(pk=newcomer.person_id).update(is_active=False)
    newcomer.refresh_from_db()
    newcomer.person.refresh_from_db()
    with pytest.raises(Denied, match="closed"):
        make_slips(world.mei.actor, posts=[newcomer])


def test_a_printed_page_holds_one_slip_for_each_person(world: World, newcomer: Post):
    second = makers.a_post(
        Role.FIRST_SECRETARY,
        person=newcomer.person,
        division=world.stone.affiliation,
        organisation=world.stone,
    )
    page = world.mei.client().post(
        "/account/slips/print", {"post": [newcomer.pk, second.pk], "_key": "one"}
    )
    assert len(codes_on(page.content.decode())) == 1


def test_the_same_form_sent_twice_prints_once(world: World, newcomer: Post):
    client = world.mei.client()
    form = {"post": newcomer.pk, "_key": "twice"}
    [code] = codes_on(client.post("/account/slips/print", form).content.decode())
    assert client.post("/account/slips/print", form).status_code == 409
    assert use(code).status_code == 302


def test_a_wrong_visitor_in_the_same_browser_is_signed_out_first(world: World, newcomer: Post):
    _slip, code = a_slip(world.mei, newcomer)
    browser = world.mei.client()
    use(code, browser)
    with scope_lifted("a test looks behind"):
        assert list(Device.objects.filter(person=world.mei.post.person)) == []
    assert "刘某" in browser.get("/account/").content.decode()
