"""Article A, walked from end to end: a county leads.

The county coordinator solves a round of 20 villages and 30 bodies and publishes it; a village
secretary says yes on a phone, the partner's liaison officer says yes; the coordinator proposes a
joint body, enters its approval, and drafts an accord of three parties, one of them a group; the
parties read it and sign; it is in force; its PDF is what the public verify page takes, and not
with one bit changed.
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

TITLE = "青杏片区共联共建协议（示例）"
COUNTY, VILLAGE = "county", "qingxing"
GROUP = ("双井村党支部", "古槐村党支部", "磨盘村党支部")
MEMBERS = ("shuangjing", "village04")


def test_a_county_leads_from_a_round_to_a_verified_accord(
    browser: Browser, house: House, tmp_path: Path
):
    walk = Walk(browser, house, "article-a")
    with walk.as_(COUNTY, "desktop") as county:
        publish_the_round(county, "示例县本年结对轮次")
        walk.picture(county, "1-board")
    with walk.as_(VILLAGE, "phone") as village:
        proposal = say_yes(village)
        walk.picture(village, "2-yes")
        partner = village.page.locator("h1").first.inner_text()
    officer = walk.account_of(partner)
    with walk.as_(officer, "desktop") as liaison:
        liaison.open(proposal)
        liaison.send(f"{proposal}/accept")
        liaison.follow("/pairing/")
        walk.picture(liaison, "3-paired")
    with walk.as_(COUNTY, "desktop") as county:
        body = a_joint_body(county, partner)
        walk.picture(county, "4-joint-body")
        accord = an_accord(county, partner, body)
        walk.picture(county, "5-draft")
        consult_and_open(county, accord)
    for number, who in enumerate((VILLAGE, officer, *MEMBERS)):
        with walk.as_(who, "phone" if number % 2 == 0 else "desktop") as signer:
            read_and_sign(signer, accord)
            walk.picture(signer, f"6-signed-{number}")
    with walk.as_(COUNTY, "desktop") as county:
        county.open(f"/accords/{accord}")
        walk.picture(county, "7-in-force")
        paper = download(county, f"/accords/{accord}/1/signed.pdf", tmp_path / "accord.pdf")
    with walk.as_nobody("phone") as anybody:
        assert TITLE in verify(anybody, paper)
        walk.picture(anybody, "8-verified")
        assert TITLE not in verify(anybody, one_byte_changed(paper))
        walk.picture(anybody, "9-refused")


def a_joint_body(one: Walker, partner: str) -> str:
    """Proposed with the village and its partner as members, then approved by a committee."""
    one.open("/accords/bodies/new")
    one.write(name="青杏片区联建党总支（示例）", kind="general_branch")
    one.write(members=f"青杏村党支部\n{partner}")
    one.page.locator("main [name=division]").select_option(index=1)
    one.send()
    body = number_in(one.page.url)
    one.write(committee="示例县委组织部", number="示组〔2026〕9号", approved_on="2026-11-01")
    one.send(f"/bodies/{body}/approve")
    return body


def an_accord(one: Walker, partner: str, body: str) -> str:
    """Three parties: the village, its partner, and a group of villages of which two must sign."""
    one.open("/accords/new")
    one.page.locator("button[name=change][value=party]").click()
    one.page.locator("[name=party-2-who]").wait_for()
    one.write(**{"title": TITLE, "party-0-who": "青杏村党支部"})
    one.write(**{"party-1-who": partner, "party-2-who": "青杏片区其他各村党支部", "body": body})
    one.page.locator("details:has([name=party-2-members]) summary").click()
    one.write(**{"party-2-members": "\n".join(GROUP), "party-2-quorum": str(len(MEMBERS))})
    one.write(**{"clause-0-heading": "技术到村", "clause-0-text": "乙方每季派技术员到村一次。"})
    one.write(**{"clause-0-owners": "2"})
    one.page.locator("[name=pairings]").last.check()
    one.page.locator("#drafting form button:not([name]):visible").last.click()
    one.page.wait_for_url(re.compile(r"/accords/\d+$"))
    return number_in(one.page.url)
