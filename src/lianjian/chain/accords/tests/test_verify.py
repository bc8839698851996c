"""Anybody may verify a code or a file; one changed byte is refused."""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.cast import World

from lianjian.chain.accords import limits, selectors, services, uploads, verification
from lianjian.chain.accords.models import Accord
from lianjian.chain.accords.paper.text import grouped
from lianjian.ground.core import files

from . import makers

FLIPS = 300


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet(db: None) -> None:
    cache.clear()


@pytest.fixture
def accord(world: World) -> Accord:
    return makers.an_accord(makers.three_parties(world, members=3, quorum=2))


def _bytes(accord: Accord, kind: str) -> bytes:
    stored = getattr(makers.text(accord), kind)
    return files.read(stored)


def _upload(data: bytes, code: str = "") -> Any:
    where = reverse("verify", args=[code]) if code else reverse("verify")
    file = SimpleUploadedFile("协议.pdf", data, content_type="application/pdf")
    return Client().post(where, {"file": file})


@pytest.mark.parametrize("kind", ["unsigned", "signed"])
def test_it_recognises_either_file_and_says_which(accord: Accord, kind: str):
    found = verification.match(_bytes(accord, kind))
    assert found is not None
    assert found.kind == kind
    assert found.text.code == accord.code


@pytest.mark.parametrize("kind", ["unsigned", "signed"])
def test_it_refuses_a_file_with_one_byte_changed(accord: Accord, kind: str):
    good = _bytes(accord, kind)
    dice = random.Random(20260601)
    for _try in range(FLIPS):
        torn = bytearray(good)
        at = dice.randrange(len(torn))
        torn[at] ^= 1 << dice.randrange(8)
        assert verification.match(bytes(torn)) is None, at


def test_it_refuses_a_file_cut_or_lengthened_by_one_byte(accord: Accord):
    good = _bytes(accord, "signed")
    for torn in (good[:-1], good[1:], good + b"\n", b"%" + good, b""):
        assert verification.match(torn) is None


def test_the_control_would_pass_a_check_that_reads_only_the_length(accord: Accord):
    """A seeded fault: what compares sizes accepts every one of those flips."""
    good = _bytes(accord, "signed")
    torn = bytearray(good)
    torn[1000] ^= 1
    lengths = {len(good)}
    assert len(torn) in lengths
    assert verification.match(bytes(torn)) is None


def test_the_page_accepts_the_file_and_refuses_the_changed_one(accord: Accord):
    good = _bytes(accord, "signed")
    answer = _upload(good)
    assert answer.status_code == 200
    assert answer.context["found"].kind == "signed"
    torn = bytearray(good)
    torn[len(torn) // 2] ^= 1
    refused = _upload(bytes(torn))
    assert refused.status_code == 422
    assert refused.context["found"] is None


def test_a_file_of_another_accord_is_named_as_such(world: World, accord: Accord):
    other = makers.opened(makers.three_parties(world))
    answer = _upload(_bytes(accord, "signed"), other.code)
    assert answer.context["other"] is True


def test_a_code_shows_parties_and_counts_and_no_person_and_no_clause(world: World, accord: Accord):
    answer = Client().get(reverse("verify", args=[accord.code]))
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert "石桥片区各村" in shown
    assert " ".join(grouped(makers.text(accord).text_digest)) in shown
    assert "季度会商" not in shown
    assert "到村会商" not in shown
    for party in selectors.parties_of(makers.text(accord)):
        for member in party.members.all():
            assert member.name not in shown, "members are not named to the public"
    for character in (world.mei, world.lin, world.wen):
        assert character.post.person.name not in shown


def test_a_code_may_be_typed_as_people_type(accord: Accord):
    typed = accord.code.lower().replace("-", " ")
    answer = Client().get(reverse("verify"), {"code": typed})
    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("verify", args=[accord.code])
    wide = "".join(chr(ord(c) + 0xFEE0) if c != "-" else c for c in accord.code)
    assert verification.tidy(wide) == accord.code


@pytest.mark.parametrize("code", ["XXXX-XXXX-XXXX", "-", "<script>", "7" * 400])
def test_an_unknown_code_gets_the_same_page_and_a_plain_sentence(db: None, code: str):
    answer = Client().get(reverse("verify", args=[code]))
    assert answer.status_code == 404
    assert "<script>" not in answer.content.decode()
    assert answer.templates[0].name == "accords/verify.html"


def test_what_was_never_opened_for_signing_is_nobodys_business(world: World):
    accord = makers.in_consultation(makers.three_parties(world))
    foreign = Client().get(reverse("verify", args=["XXXX-XXXX-XXXX"]))
    answer = Client().get(reverse("verify", args=[accord.code]))
    assert answer.status_code == foreign.status_code == 404
    assert accord.title not in answer.content.decode()


def test_it_says_that_a_text_was_sent_back(world: World):
    accord = makers.opened(makers.three_parties(world))
    party, _none = makers.place_of(world.wen.actor, accord)
    data = _bytes(accord, "unsigned")
    services.send_back(world.wen.actor, party=party, reason="不合适")
    found = verification.match(data)
    assert found is not None
    assert found.text.standing == "not_signed"


def test_it_says_where_each_text_stands(world: World, accord: Accord):
    assert [text.standing for text in verification.texts_of(accord.code)] == ["in_force"]
    services.end(world.mei.actor, accord=makers.seen(accord, world.mei.scope), reason="期满")
    assert [text.standing for text in verification.texts_of(accord.code)] == ["over"]
    page = Client().get(reverse("verify", args=[accord.code])).content.decode()
    assert "已到期" in page or "已终止" in page or "已结束" in page
    waiting = makers.opened(makers.three_parties(world))
    (text,) = verification.texts_of(waiting.code)
    assert text.standing == "signing"
    assert [party.signed for party in text.parties] == [0, 0, 0]


def test_a_file_that_is_too_large_is_not_read_to_its_end(db: None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(uploads, "LARGEST", 1000)
    assert _upload(b"x" * 200_000).status_code == 413


def test_no_upload_ever_touches_the_disk(
    accord: Accord, tmp_path, settings, monkeypatch: pytest.MonkeyPatch
):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10

    def refuse(*_args: object, **_rest: object) -> None:
        raise AssertionError("an upload was written to disk")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    settings.FILES_ROOT = tmp_path / "files"
    settings.FILES_ROOT.mkdir()
    assert _upload(b"%PDF-" + b"x" * 100_000).status_code == 422
    assert [one.name for one in tmp_path.rglob("*")] == ["files"]


def test_no_file_is_a_plain_sentence(db: None):
    assert Client().post(reverse("verify"), {}).status_code == 422


def test_it_asks_for_patience_after_too_many_tries(db: None):
    client = Client()
    answers = [client.get(reverse("verify")).status_code for _n in range(limits.PER_MINUTE + 1)]
    assert answers[-2:] == [200, 429]
    other = client.get(reverse("verify"), REMOTE_ADDR="10.0.0.9")
    assert other.status_code == 200


def test_the_upload_form_cannot_be_sent_from_elsewhere(db: None):
    strict = Client(enforce_csrf_checks=True)
    file = SimpleUploadedFile("a.pdf", b"x")
    assert strict.post(reverse("verify"), {"file": file}).status_code == 403
