"""Article B, walked from end to end: a society leads, nobody stands above it, no joint body.

The society publishes its round; a first secretary of a real village says yes on a phone, the
society says yes for itself; it drafts an accord of three parties, one of them a group of ten first
secretaries of whom eight must sign; they read it and sign; it is in force and can be verified.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import House, Walker

from .steps import (
    Walk,
    consult_and_open,
    download,
    number_in,
    one_byte_changed,
    publish_the_round,
    read_and_sign,
    say_yes,
    verify,
)

pytestmark = pytest.mark.browser

SOCIETY, CENTRE, FIRST_SECRETARY = "shengmeicu", "qicheng", "zhangyang"
TITLE = "张洋等村三方共联共建协议（示例）"
VILLAGES = ("泗华", "洋西", "后郭", "张洋", "步云", "古山", "北埔", "顶社", "富洋", "上浒")
QUORUM = 8


def test_a_society_leads_from_a_round_to_a_verified_accord(
    browser: Browser, house: House, tmp_path: Path
):
    walk = Walk(browser, house, "article-b")
    with walk.as_(SOCIETY, "desktop") as society:
        publish_the_round(society, "示例")
        walk.picture(society, "1-board")
    with walk.as_(FIRST_SECRETARY, "phone") as first:
        proposal = say_yes(first)
        walk.picture(first, "2-yes")
        partner = first.page.locator("h1").first.inner_text()
    officer = SOCIETY if "美丽乡村" in partner else CENTRE
    with walk.as_(officer, "phone") as other:
        other.open(proposal)
        other.send(f"{proposal}/accept")
        walk.picture(other, "3-paired")
    with walk.as_(SOCIETY, "desktop") as society:
        accord = an_accord(society)
        walk.picture(society, "4-draft")
        consult_and_open(society, accord)
    signers = [SOCIETY, CENTRE, *first_secretaries(walk)[:QUORUM]]
    for number, who in enumerate(signers):
        with walk.as_(who, "phone") as signer:
            read_and_sign(signer, accord)
        if number == len(signers) - 2:
            with walk.as_nobody("desktop") as anybody:
                anybody.open("/")  # One signature is missing: nothing is in force yet.
                assert TITLE not in anybody.page.inner_text("main")
    with walk.as_(SOCIETY, "desktop") as society:
        society.open(f"/accords/{accord}")
        walk.picture(society, "5-in-force")
        paper = download(society, f"/accords/{accord}/1/signed.pdf", tmp_path / "accord.pdf")
    with walk.as_nobody("phone") as anybody:
        assert TITLE in verify(anybody, paper)
        walk.picture(anybody, "6-verified")
        assert TITLE not in verify(anybody, one_byte_changed(paper))


def an_accord(one: Walker) -> str:
    """The society, the centre, and a group for whose villages the posted first secretaries sign."""
    one.open("/accords/new")
    one.page.locator("button[name=change][value=party]").click()
    one.page.locator("[name=party-2-who]").wait_for()
    one.write(**{"title": TITLE, "party-2-who": "驻村第一书记（十村）"})
    one.write(**{"party-0-who": "福建省美丽乡村发展促进会党支部"})
    one.write(**{"party-1-who": "福建省启承三农文化发展中心党支部"})
    one.page.locator("details:has([name=party-2-members]) summary").click()
    members = "\n".join(f"{name}村党支部" for name in VILLAGES)
    one.write(**{"party-2-members": members, "party-2-quorum": str(QUORUM)})
    one.page.locator("[name=party-2-by_posting]").check()
    one.write(**{"clause-0-heading": "专家咨询", "clause-0-text": "甲方组织专家到村咨询。"})
    one.write(**{"clause-0-owners": "1"})
    one.page.locator("#drafting form button:not([name]):visible").last.click()
    one.page.wait_for_url(re.compile(r"/accords/\d+$"))
    assert one.page.get_by_text("党总支").count() == 0, "a society needs no joint body"
    return number_in(one.page.url)


def first_secretaries(walk: Walk) -> list[str]:
    """The accounts of the ten."""
    return walk.accounts_of([f"{name}村" for name in VILLAGES])
