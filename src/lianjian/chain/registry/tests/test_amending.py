"""Correcting what was entered: honours, offices, postings and ties."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests import makers
from tests.double_submit.pages import form_of

from lianjian.chain.registry import selectors
from lianjian.chain.registry.models import Attestation
from lianjian.chain.registry.services import (
    amend_honour,
    amend_office,
    amend_posting,
    amend_tie,
    attest_tie,
    hand_over_office,
    hand_over_posting,
    record_tie,
    withdraw_honour,
)
from lianjian.ground.accounts.roles import Role
from lianjian.ground.core import files
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Denied, Invalid, Overtaken

from .makers import a_branch, a_posting, a_source, a_tie, an_honour, an_office

PDF, OTHER = b"%PDF-1.4 a sample", b"%PDF-1.4 another sample"
FIRST, NEXT = dt.date(2024, 1, 1), dt.date(2026, 3, 1)
EVE = NEXT - dt.timedelta(days=1)


# -- honours --
def test_an_honour_is_corrected_in_what_is_given_and_the_rest_stays(world):
    honour = an_honour(world.stone, evidence="牌匾在村委会")
    amend_honour(world.lin.actor, honour=honour, title="市级示范点", level="city")
    kept = selectors.honour(world.lin.scope, honour.pk)
    assert (kept.title, kept.level, kept.evidence) == ("市级示范点", "city", "牌匾在村委会")


def test_its_day_source_and_document_can_be_taken_away_again(world):
    honour = an_honour(world.stone, source=a_source(world.county))
    amend_honour(world.mei.actor, honour=honour, valid_until=dt.date(2030, 1, 1), file=PDF)
    assert honour.grade == 2
    amend_honour(world.mei.actor, honour=honour, valid_until=None, source=None, file=None)
    kept = selectors.honour(world.mei.scope, honour.pk)
    assert (kept.valid_until, kept.source, kept.file, kept.grade) == (None, None, None, 0)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"year": 1900}, "year"),
        ({"awarded_on": dt.date(2022, 7, 1)}, "awarded_on"),
        ({"valid_until": dt.date(2022, 7, 1)}, "valid_until"),
        ({"level": "world"}, "level"),
        ({"title": " "}, "title"),
        ({"file": b"MZ a program"}, "file"),
    ],
)
def test_an_honour_is_not_made_into_what_cannot_be(world, wrong: dict[str, Any], field: str):
    honour = an_honour(world.stone)
    with pytest.raises(Invalid) as refusal:
        amend_honour(world.lin.actor, honour=honour, **wrong)
    assert field in refusal.value.fields


def test_a_withdrawn_honour_stays_as_it_was(world):
    honour = an_honour(world.stone)
    withdraw_honour(world.lin.actor, honour=honour, reason="录入有误")
    with pytest.raises(Invalid, match="撤销"):
        amend_honour(world.lin.actor, honour=honour, title="别的")
    page = world.lin.client().get(reverse("registry:honour", args=[honour.pk])).text
    assert "/amend" not in page


def test_an_honour_is_corrected_by_those_who_enter_it(world):
    honour = an_honour(world.university)
    with pytest.raises(Denied):
        amend_honour(world.mei.actor, honour=honour, title="别的")
    assert amend_honour(world.wen.actor, honour=honour, title="别的").title == "别的"


def test_a_document_stays_unless_another_is_chosen_or_it_is_taken_away(world):
    honour = an_honour(world.stone, file=files.store(PDF, media_type="application/pdf"))
    client, there = world.lin.client(), reverse("registry:amend_honour", args=[honour.pk])

    def kept() -> bytes | None:
        file = selectors.honour(world.lin.scope, honour.pk).file
        return None if file is None else files.read(file)

    assert client.post(there, {**form_of(client, there), "title": "新名"}).status_code == 302
    assert kept() == PDF
    sent = {**form_of(client, there), "file": SimpleUploadedFile("b.pdf", OTHER)}
    assert client.post(there, sent).status_code == 302
    assert kept() == OTHER
    assert client.post(there, {**form_of(client, there), "no_file": "on"}).status_code == 302
    assert kept() is None


def test_a_document_that_somebody_else_replaced_is_not_lost(world):
    honour = an_honour(world.stone, file=files.store(PDF, media_type="application/pdf"))
    lin, mei = world.lin.client(), world.mei.client()
    there = reverse("registry:amend_honour", args=[honour.pk])
    shown = form_of(mei, there)
    sent = {**form_of(lin, there), "file": SimpleUploadedFile("b.pdf", OTHER)}
    assert lin.post(there, sent).status_code == 302
    assert mei.post(there, {**shown, "no_file": "on"}).status_code == 409
    file = selectors.honour(world.lin.scope, honour.pk).file
    assert file is not None
    assert files.read(file) == OTHER


def test_who_does_not_see_the_source_leaves_it_where_it_is(world):
    source = a_source(world.next_county)
    honour = an_honour(world.stone, source=source)
    client, there = world.lin.client(), reverse("registry:amend_honour", args=[honour.pk])
    assert 'name="source"' not in client.get(there).text
    assert client.post(there, {**form_of(client, there), "title": "新名"}).status_code == 302
    assert selectors.honour(world.lin.scope, honour.pk).source_id == source.pk


# -- offices --
def test_an_office_is_corrected_and_its_end_can_be_taken_away(world):
    office = an_office(world.stone, starts=FIRST, ends=EVE)
    amend_office(world.mei.actor, office=office, title="支部委员", ends=None)
    kept = selectors.office(world.lin.scope, office.pk)
    assert (kept.title, kept.starts, kept.ends) == ("支部委员", FIRST, None)
    with pytest.raises(Invalid):
        amend_office(world.mei.actor, office=office, ends=dt.date(2023, 1, 1))


def test_two_holders_of_one_office_never_overlap_once_days_are_corrected(world):
    before = an_office(world.stone, starts=FIRST)
    after = hand_over_office(world.lin.actor, office=before, starts=NEXT)
    for wrong in (NEXT, None):
        with pytest.raises(Invalid) as refusal:
            amend_office(world.lin.actor, office=before, ends=wrong)
        assert "ends" in refusal.value.fields
    with pytest.raises(Invalid) as refusal:
        amend_office(world.lin.actor, office=after, starts=EVE)
    assert "starts" in refusal.value.fields
    amend_office(world.lin.actor, office=before, ends=dt.date(2026, 1, 31))
    assert amend_office(world.lin.actor, office=after, starts=dt.date(2026, 2, 1)).ends is None


def test_only_those_who_enter_an_office_correct_it(world):
    office = an_office(world.stone)
    for who in (world.wen, world.hao, world.xu):
        with pytest.raises(Denied):
            amend_office(who.actor, office=office, title="别的")


def test_a_holder_who_left_the_body_can_be_taken_out_and_is_not_named(world):
    left = makers.a_post(Role.LIAISON, organisation=world.society).person
    office = an_office(world.stone, person=left)
    client, there = world.lin.client(), reverse("registry:amend_office", args=[office.pk])
    page = client.get(there).text
    assert left.name not in page
    assert "已录入的账号" in page
    shown = form_of(client, there)
    assert client.post(there, {**shown, "title": "支部委员"}).status_code == 302
    assert selectors.office(world.lin.scope, office.pk).person == left
    assert client.post(there, {**form_of(client, there), "person": ""}).status_code == 302
    assert selectors.office(world.lin.scope, office.pk).person is None


def test_what_befell_an_office_is_told_where_it_is_corrected(world):
    office = an_office(world.stone)
    amend_office(world.lin.actor, office=office, title="支部委员")
    page = world.mei.client().get(reverse("registry:amend_office", args=[office.pk])).text
    assert "更正了职务" in page
    assert str(world.lin.post) in page


# -- postings --
def test_a_posting_is_corrected_and_the_ties_that_ended_with_it_move_along(world):
    stone, partner = a_branch(world.stone), a_branch(world.university)
    posting = a_posting(stone, ends=EVE)
    resting = a_tie(stone, partner, posting=posting, until=EVE)
    earlier = a_tie(stone, partner, posting=posting, until=dt.date(2024, 12, 31))
    other = a_tie(stone, partner, until=EVE)

    def ends(*ties: Any) -> list[dt.date | None]:
        return [selectors.tie(world.mei.scope, one.pk).until for one in ties]

    later = dt.date(2026, 6, 30)
    amend_posting(world.mei.actor, posting=posting, batch=7, ends=later)
    assert ends(resting, earlier, other) == [later, earlier.until, EVE]
    amend_posting(world.mei.actor, posting=posting, ends=dt.date(2024, 6, 30))
    assert ends(resting, earlier, other) == [dt.date(2024, 6, 30)] * 2 + [EVE]
    kept = selectors.posting(world.mei.scope, posting.pk)
    assert (kept.batch, kept.ends) == (7, dt.date(2024, 6, 30))


def test_a_posting_reaches_into_neither_the_one_before_nor_the_next(world):
    before = a_posting(a_branch(world.stone), starts=FIRST)
    after = hand_over_posting(
        world.mei.actor, posting=before, batch=7, level="province", starts=NEXT, handover="台账"
    )
    with pytest.raises(Invalid):
        amend_posting(world.mei.actor, posting=before, ends=None)
    with pytest.raises(Invalid):
        amend_posting(world.mei.actor, posting=after, starts=EVE)
    assert amend_posting(world.mei.actor, posting=after, handover="台账在村委会").follows == before


def test_a_posting_does_not_become_a_second_of_its_batch(world):
    branch = a_branch(world.stone)
    a_posting(branch, batch=6)
    second = a_posting(branch, batch=7)
    with pytest.raises(Invalid) as refusal:
        amend_posting(world.mei.actor, posting=second, batch=6)
    assert "batch" in refusal.value.fields


def test_the_coordinator_alone_corrects_a_posting(world):
    posting = a_posting(a_branch(world.stone))
    for who in (world.lin, world.xu, world.hao):
        with pytest.raises(Denied):
            amend_posting(who.actor, posting=posting, batch=7)


def test_a_sending_unit_that_the_reader_does_not_see_is_left_alone(world):
    away = makers.an_organisation("邻县的机构", affiliation=world.next_county)
    posting = a_posting(a_branch(world.stone), sending_unit=away)
    client, there = world.mei.client(), reverse("registry:amend_posting", args=[posting.pk])
    assert client.post(there, {**form_of(client, there), "batch": "7"}).status_code == 302
    kept = selectors.posting(world.mei.scope, posting.pk)
    assert (kept.batch, kept.sending_unit_id) == (7, away.pk)


# -- ties --
@pytest.fixture
def tie(world):
    stone, university = a_branch(world.stone), a_branch(world.university)
    return record_tie(
        world.lin.actor, village=stone, partner=university, ground="alumni", evidence="一起读过书"
    )


def by_whom(tie: Any) -> set[Any]:
    rows = Attestation.within(Scope.of_everything()).filter(tie=tie)
    return set(rows.values_list("post", flat=True))


def test_who_stood_by_a_tie_does_not_stand_by_another_sentence(world, tie):
    attest_tie(world.wen.actor, tie=tie)
    assert tie.grade == 3
    amend_tie(world.mei.actor, tie=tie, evidence="一起修过山塘")
    assert by_whom(tie) == {world.mei.post.pk}
    assert tie.grade == 1


def test_who_stands_by_it_stays_where_it_says_the_same(world, tie):
    attest_tie(world.wen.actor, tie=tie)
    until = dt.date(2030, 1, 1)
    amend_tie(world.mei.actor, tie=tie, attested_by="农技站", until=until, evidence="一起读过书")
    assert by_whom(tie) == {world.lin.post.pk, world.wen.post.pk}
    kept = selectors.tie(world.mei.scope, tie.pk)
    assert (kept.grade, kept.attested_by, kept.until) == (3, "农技站", until)


def test_a_tie_is_not_made_into_what_could_not_be_recorded(world, tie):
    for wrong in (
        {"evidence": " "},
        {"strength": 1001},
        {"grade": 3},
        {"until": dt.date(2000, 1, 1)},
        {"means_person": True},
    ):
        with pytest.raises(Invalid):
            amend_tie(world.lin.actor, tie=tie, **wrong)


def test_a_tie_lasts_no_longer_than_the_posting_on_which_it_rests(world):
    stone = a_branch(world.stone)
    posting = a_posting(stone, ends=EVE)
    tie = a_tie(stone, a_branch(world.university), posting=posting, until=dt.date(2025, 1, 1))
    assert amend_tie(world.lin.actor, tie=tie, until=None).until == EVE


def test_nobody_stands_by_a_sentence_that_they_did_not_read(world, tie):
    amend_tie(world.lin.actor, tie=tie, evidence="一起修过山塘")
    client, there = world.mei.client(), reverse("registry:attest_tie", args=[tie.pk])
    assert client.post(there, {"shown": "一起读过书"}).status_code == 409
    assert client.post(there, {"shown": "一起修过山塘"}).status_code == 302


def test_what_a_sheet_said_stays_unless_somebody_says_otherwise(world):
    """A strength of 700 and a grade of 3 are none of the choices that a form has."""
    tie = a_tie(a_branch(world.stone), a_branch(world.university), strength=700, grade=3)
    client, there = world.lin.client(), reverse("registry:amend_tie", args=[tie.pk])
    assert client.post(there, {**form_of(client, there), "attested_by": "x"}).status_code == 302
    kept = selectors.tie(world.lin.scope, tie.pk)
    assert (kept.strength, kept.grade, kept.attested_by) == (700, 3, "x")


def test_the_next_county_corrects_nothing_of_it(world, tie):
    with pytest.raises(Denied):
        amend_tie(world.hao.actor, tie=tie, evidence="别的")
    assert world.hao.client().get(reverse("registry:amend_tie", args=[tie.pk])).status_code == 404


def test_two_who_correct_one_field_at_once_hear_of_each_other(world, tie):
    lins, meis = (selectors.tie(one.scope, tie.pk) for one in (world.lin, world.mei))
    amend_tie(world.lin.actor, tie=lins, evidence="书记写的")
    with pytest.raises(Overtaken):
        amend_tie(world.mei.actor, tie=meis, evidence="县里写的")
