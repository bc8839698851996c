from __future__ import annotations

import pytest

from lianjian.beside.intake import selectors as intake
from lianjian.beside.intake.models import Submission
from lianjian.chain.accords import selectors as accords
from lianjian.chain.accords.models import Accord, GroupMember, JointBody, Signature
from lianjian.chain.exchange import selectors as exchange
from lianjian.chain.pairing import selectors as pairing
from lianjian.chain.pairing.models import Round
from lianjian.chain.registry import selectors as registry
from lianjian.chain.registry.models import Branch, BusinessEntity, Honour, Office, Posting, Source
from lianjian.ground.accounts.demonstration import accounts
from lianjian.ground.accounts.models import Person, Post
from lianjian.ground.core import clock
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.journal import chain
from lianjian.ground.journal import selectors as journal
from lianjian.ground.organisations.models import Alias, Kind, Organisation
from lianjian.ground.places.codes import official
from lianjian.site import demo
from lianjian.site.demo import fujian, shandong
from lianjian.site.demo.accounts import SHOWN

ALL = Scope.of_everything()
pytestmark = pytest.mark.usefixtures("told")


def a_round(name: str) -> Round:
    return Round.within(ALL).get(name__contains=name)


def an_accord(title: str) -> Accord:
    return Accord.within(ALL).get(title__contains=title)


def code_of(body: Organisation) -> str:
    assert body.affiliation is not None
    return official(body.affiliation.code)


def test_it_tells_its_chapters_in_order(told):
    assert told == ["divisions", "fujian", "county", "shandong", "outlines", "reports", "past"]


def test_it_refuses_to_be_told_twice():
    with pytest.raises(Invalid):
        demo.fill(core_only=True)


def test_everything_it_did_is_in_a_journal_that_is_whole():
    found = chain.check(journal.all_lines())
    assert isinstance(found, chain.Whole)
    assert found.lines > 300


def test_everything_it_made_is_marked_as_a_sample():
    ours = (
        Organisation,
        JointBody,
        Accord,
        BusinessEntity,
        Honour,
        Office,
        Posting,
        Source,
        Submission,
    )
    for model in ours:
        assert not model.within(ALL).filter(is_demo=False).exists()
    assert not Person.objects.filter(is_demo=False).exists()


def test_nobody_in_it_has_the_name_of_a_person():
    offices = ("书记", "统筹员", "核对员", "联络员", "经办人")
    assert all(person.name.endswith(offices) for person in Person.objects.all())


# -- article B --
def test_ten_first_secretaries_of_the_sixth_batch_are_posted_in_putian():
    real = Posting.within(ALL).filter(branch__host__affiliation__official=True)
    postings = real.select_related("branch__host__affiliation")
    codes = [code_of(posting.branch.host) for posting in postings]
    assert len(codes) == 10
    assert all(code.startswith("3503") for code in codes)
    assert {posting.batch for posting in postings} == {6}


def test_zhangyang_is_among_them_and_two_come_from_each_county():
    codes = [official(division.code) for division in fujian.ten_villages()]
    assert fujian.ZHANGYANG in codes
    assert [sum(code.startswith(county) for code in codes) for county in fujian.COUNTIES] == [2] * 5


def test_the_villages_that_the_article_does_not_name_are_sample_postings():
    assert not Posting.within(ALL).filter(is_demo=False).exists()


def test_a_short_name_holds_in_its_document_only():
    centre = Alias.within(ALL).get(text="中心")
    assert centre.organisation.name == fujian.CENTRE
    assert centre.document == fujian.ARTICLE


def test_the_society_has_a_round_that_waits_to_be_published():
    round_ = a_round("莆田")
    assert round_.state == "review"
    assert str(round_.organisation) == fujian.SOCIETY
    solution = pairing.solution(ALL, round_)
    assert solution is not None
    assert solution.certificate["gap"] == 0
    assert len(solution.pairs) == 20


def test_the_accord_of_three_parties_lacks_three_signatures():
    accord = Accord.within(ALL).get(title="党组织共联共建协议（示例）")
    assert accord.state == "signing"
    assert GroupMember.within(ALL).filter(party__version__accord=accord).count() == 10
    assert Signature.within(ALL).filter(version__accord=accord).count() == fujian.NEEDED - 1


def test_the_article_s_honours_are_told_of_the_centre_and_of_its_branch():
    centre = Organisation.within(ALL).get(name=fujian.CENTRE)
    branch = Branch.within(ALL).get(host=centre)
    assert [one.title for one in registry.honours_of(ALL, centre)] == ["5A级社会服务机构"]
    assert registry.honours_of(ALL, branch).count() == 3
    assert {str(one.source) for one in registry.honours_of(ALL, centre, branch)} == {
        f"{fujian.ARTICLE}（示例）"
    }


# -- article A --
def test_department_unit_and_branch_are_three_things():
    branch = Branch.within(ALL).get(unit=shandong.UNIT)
    assert branch.host.name == shandong.DEPARTMENT
    assert branch.name == f"{shandong.DEPARTMENT}{shandong.UNIT}党支部"


def test_caijiagou_is_in_no_national_list():
    body = Organisation.within(ALL).get(name=shandong.HAMLET)
    assert body.affiliation is not None
    assert not body.affiliation.official
    assert body.affiliation.level == "hamlet"
    assert code_of(body).startswith(shandong.COUNTY)


def test_their_pairing_was_there_before_and_a_joint_body_stands_behind_it():
    (found,) = pairing.pairings(ALL).filter(village__host__name=shandong.HAMLET)
    body = JointBody.within(ALL).get(name__contains=shandong.HAMLET)
    assert (found.origin, found.state) == ("before", "live")
    assert found.backing == f"accords.jointbody:{body.pk}"
    assert "示例" in body.approval_number


def test_the_three_leading_groups_of_article_b_are_planned_and_late():
    groups = list(accords.leading_groups(ALL, state="planned"))
    assert [one.accord.title for one in groups] == ["党组织共联共建协议（示例）"] * 3
    assert all(one.asked_on < clock.today() for one in groups)
    assert {one.grade for one in groups} == {0}


# -- the invented county --
def test_the_county_has_twenty_villages_and_thirty_bodies_each_with_a_speaker():
    villages = Branch.within(ALL).filter(host__kind=Kind.VILLAGE, host__affiliation__official=False)
    assert villages.exclude(host__name=shandong.HAMLET).count() == 20
    bodies = Branch.within(ALL).filter(host__name__startswith="示例")
    assert bodies.count() == 30
    spoken = Post.within(ALL).filter(organisation__in=bodies.values("host"), role="liaison")
    assert spoken.count() == 30


def test_its_round_waits_to_be_solved():
    assert a_round("示例县").state == "draft"
    assert pairing.participants(ALL, a_round("示例县")).count() == 50


def test_it_has_one_accord_in_force_to_verify():
    accord = accords.accord(ALL, an_accord("石桥片区").pk)
    assert accord.state == "active"
    assert accord.body is not None
    assert accord.body.state in ("approved", "working")
    behind = accords.pairings_behind(accord)
    assert [one.state for one in behind] == ["live"]


def test_each_party_of_its_accord_is_reached_and_one_has_its_leading_group():
    accord = accords.accord(ALL, an_accord("石桥片区").pk)
    assert accords.liaisons(ALL, accord=accord).count() == 3
    (group,) = accords.leading_groups(ALL, accord=accord)
    assert (group.state, group.grade) == ("set_up", 2)


def test_its_joint_body_has_a_secretary_and_had_another():
    body = accords.body(ALL, JointBody.within(ALL).get(name__contains="石桥片区").pk)
    held = [one.rank for one in accords.offices_in(body) if one.is_held]
    assert held == ["secretary", "deputy", "member"]
    assert [one.ended_early for one in accords.offices_in(body)][-1]
    assert body.term == "第一届"


def test_its_needs_and_offers_are_open():
    assert exchange.needs(ALL).filter(state="open").count() > 20
    assert exchange.offers(ALL).filter(state="open").count() > 30


def test_its_registers_are_not_empty():
    """Honours that hold, one that expired, one withdrawn; a secretary's office handed over."""
    given = list(registry.honours(ALL))
    assert {one.state for one in given} == {"held", "withdrawn"}
    assert {one.is_expired for one in given} == {True, False}
    assert {one.grade for one in given} >= {0, 1}
    offices = registry.offices(ALL)
    assert offices.filter(title="党支部书记", person__isnull=False).count() == 20
    assert offices.filter(follows__isnull=False).count() == 5
    assert registry.postings(ALL).filter(follows__isnull=False).count() == 4


def test_a_byline_holds_roles_alone():
    assert {one.byline for one in registry.sources(ALL)} >= {"记者、通讯员", ""}


# -- what ./up prints --
def test_the_sign_in_page_begins_with_them():
    first = [account.username for account in accounts()[:12]]
    shown = {username for _story, usernames in SHOWN for username in usernames}
    assert set(first) == shown


def test_the_accounts_worth_trying_are_all_there():
    text = demo.accounts_text("http://127.0.0.1:8000")
    for username in ("shengmeicu", "qicheng", "zhangyang", "county", "shiqiao", "caijiagou"):
        assert username in text
    assert text.startswith("http://127.0.0.1:8000")


def test_a_text_of_each_state_has_been_handed_in():
    texts = {str(one).partition("：")[0]: one for one in Submission.within(ALL)}
    facts = {name: list(intake.facts(intake.one(ALL, one.pk))) for name, one in texts.items()}
    assert any(one.is_certain for one in facts["石桥村"])
    assert any(one.asks for one in facts["石桥村"])
    assert any(one.refused for one in facts["石桥村"])
    taken = [one for one in facts["青杏村"] if one.standing != "unchanged"]
    assert {one.state for one in taken} == {"confirmed"}
    assert (texts["双井村"].question, texts["双井村"].answer) != ("", "")
    assert texts["双井村"].answer == ""
    assert texts["示例-石桥镇茶园.png"].state == "kept"


def test_its_texts_are_read_and_wait_for_no_worker():
    states = {one.job.run.state for one in Submission.within(ALL) if one.job is not None}
    assert states == {"stopped"}
