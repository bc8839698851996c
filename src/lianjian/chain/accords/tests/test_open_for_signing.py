"""Opening for signing freezes one text and makes one file."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from tests.cast import World

from lianjian.chain.accords import paper, services
from lianjian.chain.accords.contents import ClauseDraft
from lianjian.ground.core import clock, files
from lianjian.ground.core.verdicts import Denied, Invalid

from . import makers


def _with(setting: makers.Setting, **changes: object) -> makers.Setting:
    contents = dataclasses.replace(setting.contents, **changes)  # type: ignore[arg-type]
    return dataclasses.replace(setting, contents=contents)


def test_it_makes_the_file_that_everyone_will_confirm(world: World):
    version = makers.text(makers.opened(makers.three_parties(world)))
    assert version.unsigned is not None
    assert version.unsigned.media_type == "application/pdf"
    assert files.read(version.unsigned).startswith(b"%PDF-")
    assert version.sign_by == clock.today() + dt.timedelta(days=30)


def test_the_text_digest_is_that_of_the_frozen_text(world: World):
    version = makers.text(makers.opened(makers.three_parties(world)))
    assert version.text_digest == paper.text.digest(version.text)


def test_it_comes_after_consultation(world: World):
    accord = makers.a_draft(makers.three_parties(world))
    with pytest.raises(Invalid, match="draft"):
        services.open_for_signing(world.mei.actor, accord=accord)


def test_a_body_must_be_approved_first(world: World):
    body = makers.a_body(world)
    accord = makers.in_consultation(_with(makers.three_parties(world), body=body))
    with pytest.raises(Invalid, match="approved"):
        services.open_for_signing(world.mei.actor, accord=accord)
    assert makers.text(accord).unsigned is None
    makers.approve(world, body)
    fresh = makers.seen(accord, world.mei.scope)
    assert services.open_for_signing(world.mei.actor, accord=fresh).unsigned is not None


def test_a_pairing_that_ended_meanwhile_stops_it(world: World):
    setting = makers.three_parties(world)
    pairing = makers.a_pairing(makers.branch_of(world.stone), makers.branch_of(world.university))
    accord = makers.in_consultation(_with(setting, pairings=(pairing,)))
    makers.end(pairing)
    with pytest.raises(Invalid, match="ended"):
        services.open_for_signing(world.mei.actor, accord=accord)


def test_it_names_the_characters_that_the_font_cannot_print(world: World):
    clause = ClauseDraft("冷链库", "由𰻞村😀承办。", owners=(1,))
    accord = makers.in_consultation(_with(makers.three_parties(world), clauses=(clause,)))
    with pytest.raises(Invalid, match="𰻞、😀"):
        services.open_for_signing(world.mei.actor, accord=accord)
    assert makers.seen(accord).state == "consulting"


def test_the_last_day_to_sign_lies_ahead(world: World):
    accord = makers.in_consultation(makers.three_parties(world))
    yesterday = clock.today() - dt.timedelta(days=1)
    with pytest.raises(Invalid, match="passed"):
        services.open_for_signing(world.mei.actor, accord=accord, sign_by=yesterday)


def test_no_comment_is_needed_and_silence_signs_nothing(world: World):
    accord = makers.opened(makers.three_parties(world))
    assert not makers.text(accord).signatures.exists()


def test_only_the_issuer_opens_it(world: World):
    accord = makers.in_consultation(makers.three_parties(world))
    with pytest.raises(Denied):
        services.open_for_signing(world.lin.actor, accord=accord)


def test_a_crash_between_file_and_commit_leaves_no_row_without_its_file(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    accord = makers.in_consultation(makers.three_parties(world))

    class Killed(BaseException):
        pass

    def die(*_args: object, **_rest: object) -> None:
        raise Killed

    from lianjian.chain.accords.models import TextVersion

    with monkeypatch.context() as seeded:
        seeded.setattr(TextVersion, "save", die)
        with pytest.raises(Killed):
            services.open_for_signing(world.mei.actor, accord=accord)
    fresh = makers.seen(accord)
    assert fresh.state == "consulting"
    assert makers.text(accord).unsigned is None
    # And it can simply be done again.
    assert services.open_for_signing(world.mei.actor, accord=fresh).unsigned is not None
