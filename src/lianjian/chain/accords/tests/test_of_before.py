"""What was there before the system: bodies that committees approved, accords signed on paper."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from tests.cast import World

from lianjian.chain.accords import selectors, services
from lianjian.chain.accords.contents import Contents, PartyDraft
from lianjian.chain.accords.models import Accord, JointBody, TextVersion
from lianjian.ground.core import files
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.tests.picture_makers import (
    a_telephones,
    beside,
    of_size,
    opened_from_here,
)
from lianjian.ground.core.verdicts import Denied, Invalid, OutOfScope

from . import makers

pytestmark = pytest.mark.django_db

DAY = dt.date(2023, 7, 1)
SCAN = b"%PDF-1.7 a scan"


def of_before(world: World, who: Any = None, **changes: Any) -> Accord:
    stone, university = makers.branch_of(world.stone), makers.branch_of(world.university)
    parties = (PartyDraft(branch=stone), PartyDraft(branch=university))
    details = {"issuer": world.county, "active_since": DAY, **changes}
    contents = Contents("共建协议", parties, number="〔2023〕1")
    return services.record_existing((who or world.mei).actor, contents=contents, **details)


def test_an_accord_of_before_is_in_force_without_a_file_of_ours(world: World):
    accord = of_before(world)
    text = selectors.text_in_force(accord)
    assert (accord.state, accord.active_since) == ("active", DAY)
    assert text is not None
    assert (text.of_before, text.signed, text.unsigned) == (True, None, None)


def test_both_sides_see_it_and_the_pairing_between_them_begins(world: World):
    stone, university = makers.branch_of(world.stone), makers.branch_of(world.university)
    pairing = makers.a_pairing(stone, university)
    accord = of_before(world)
    for who in (world.lin, world.wen):
        assert accord in selectors.accords(who.scope)
    assert accord not in selectors.accords(world.hao.scope)
    pairing.refresh_from_db()
    assert pairing.state == "live"
    assert selectors.active_accord_behind(pairing) == accord


def test_it_is_recorded_by_its_issuer_and_not_in_the_future(world: World):
    with pytest.raises((Denied, OutOfScope)):
        of_before(world, world.hao)
    with pytest.raises(Denied):
        of_before(world, world.lin)
    with pytest.raises(Invalid):
        of_before(world, active_since=dt.date(2099, 1, 1))


def test_it_can_be_amended_and_the_next_text_is_signed_here(world: World):
    accord = of_before(world)
    version = services.amend(world.mei.actor, accord=accord)
    assert (version.number, version.of_before) == (2, False)


def test_its_scan_is_kept_and_read_by_its_parties(world: World):
    accord = of_before(world)
    file = SimpleUploadedFile("扫描件.pdf", SCAN)
    answer = world.mei.client().post(f"/accords/{accord.pk}/keep-scan", {"scan": file})
    assert answer.status_code == 302
    sent = world.lin.client().get(f"/accords/{accord.pk}/scan")
    assert sent.content == SCAN
    assert sent.headers["Content-Disposition"].startswith("attachment")
    assert world.hao.client().get(f"/accords/{accord.pk}/scan").status_code == 404
    page = world.mei.client().get(f"/accords/{accord.pk}").content.decode()
    assert "系统启用前签的" in page


def test_a_scan_is_a_picture_or_a_pdf_and_only_of_an_accord_of_before(world: World):
    accord = of_before(world)
    with pytest.raises(Invalid):
        services.keep_scan(world.mei.actor, accord=accord, scan=b"<html>")
    with pytest.raises(Denied):
        services.keep_scan(world.lin.actor, accord=accord, scan=SCAN)
    with pytest.raises(Invalid, match="damaged"):
        services.keep_scan(world.mei.actor, accord=accord, scan=a_telephones()[:-200])
    kept = services.keep_scan(world.mei.actor, accord=accord, scan=a_telephones()).scan
    assert kept is not None
    assert beside(files.read(kept)) == []
    written_here = makers.an_accord(makers.three_parties(world))
    with pytest.raises(Invalid):
        services.keep_scan(world.mei.actor, accord=written_here, scan=SCAN)


def test_a_scan_of_more_than_10_mb_is_refused_without_being_drawn(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    accord, opened = of_before(world), opened_from_here(monkeypatch)
    with pytest.raises(Invalid, match="10 MB"):
        services.keep_scan(world.mei.actor, accord=accord, scan=of_size(11 * 1024 * 1024))
    assert opened == []
    # Control: what this door takes is drawn, and more than 5 MB may be.
    services.keep_scan(world.mei.actor, accord=accord, scan=of_size(6 * 1024 * 1024))
    assert opened == [6 * 1024 * 1024]


def test_the_database_keeps_scans_to_texts_of_before(world: World):
    """Control: a text that was signed here cannot lack its file, nor borrow a scan."""
    accord = makers.an_accord(makers.three_parties(world))
    with scope_lifted("a maker"):
        scan = files.store(SCAN, media_type="application/pdf")
        changes: list[dict[str, Any]] = [{"scan": scan}, {"signed": None}]
        for change in changes:
            with pytest.raises(IntegrityError), transaction.atomic():
                TextVersion.objects.filter(accord=accord).update(**change)


def a_body(world: World, who: Any = None, **changes: Any) -> JointBody:
    details = {
        "name": "石桥联建党总支",
        "kind": "general_branch",
        "division": world.county,
        "members": [makers.branch_of(world.stone), makers.branch_of(world.university)],
        "committee": "示例县委组织部",
        "approved_on": DAY,
        **changes,
    }
    return services.record_body((who or world.mei).actor, **details)


def test_a_body_of_before_is_at_work_and_may_lack_its_number(world: World):
    body = a_body(world)
    assert (body.state, body.approved_on, body.approval_number) == ("working", DAY, "")
    assert a_body(world, name="另一个", is_working=False).state == "approved"


def test_a_body_of_before_is_recorded_by_its_division_s_coordinator(world: World):
    for who in (world.lin, world.bo, world.hao):
        with pytest.raises((Denied, OutOfScope)):
            a_body(world, who)
    late = dt.date(2099, 1, 1)
    wrong: list[dict[str, Any]] = [{"committee": " "}, {"members": []}, {"approved_on": late}]
    for changes in wrong:
        with pytest.raises(Invalid):
            a_body(world, **changes)
