from __future__ import annotations

import base64
import contextlib
import io
import time
import zlib
from typing import Any

import pytest
from django.utils import translation
from PIL import Image, ImageChops, ImageStat
from tests.cast import World

from lianjian.ground.core import alone, crypto, documents, files, picture_heads, pictures, redrawing
from lianjian.ground.core.actors import Actor, running
from lianjian.ground.core.commands import command
from lianjian.ground.core.pictures import Redrawn, redrawn
from lianjian.ground.core.verdicts import Allowed, Denied, Invalid

from .picture_makers import (
    BLUE,
    RED,
    a_film,
    a_profile,
    a_telephones,
    a_view,
    beside,
    encoded,
    exif,
    of_size,
    opened_from_here,
    shown,
)

KINDS = ("JPEG", "PNG", "WEBP")


def near(one: Any, other: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 12 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("kind", KINDS)
def test_where_and_with_what_a_picture_was_taken_is_gone(kind: str):
    came = a_telephones(kind)
    kept = redrawn(came)
    assert "place" in beside(came)
    assert beside(kept) == []
    assert Image.open(io.BytesIO(kept)).format == kind
    assert (kept.size.width, kept.size.height, kept.came_with) == (64, 48, len(came))


@pytest.mark.parametrize("kind", KINDS)
def test_control_a_picture_that_was_not_drawn_anew_would_be_seen(
    kind: str, monkeypatch: pytest.MonkeyPatch
):
    came = a_telephones(kind)
    told = {"width": 1, "height": 1, "data": base64.b64encode(came).decode()}
    monkeypatch.setattr(alone, "asked", lambda *_a, **_k: [told])
    assert len(beside(redrawn(came))) >= 4


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright_however_the_telephone_was_held(kind: str, orientation: int):
    # As a camera does it: the pixels lie as it was held, and a note says how to turn them.
    back = {6: 8, 8: 6}.get(orientation, orientation)
    turn = redrawing._TURNED.get(back)
    lying = a_view() if turn is None else a_view().transpose(turn)
    seen = shown(redrawn(a_telephones(kind, orientation=orientation, seen=lying)))
    assert seen.size == (64, 48)
    assert near(seen.getpixel((8, 8)), RED)
    assert all(near(seen.getpixel(at), BLUE) for at in ((56, 8), (8, 40), (56, 40)))


def test_what_hangs_on_the_end_of_a_picture_is_left_behind():
    html = b"<html><script>alert(1)</script></html>"
    assert redrawn(a_telephones() + html) == redrawn(a_telephones())
    assert "<html" not in beside(redrawn(a_telephones() + html))


def test_a_film_behind_a_photo_is_left_behind_however_its_bytes_fall():
    film = a_film(5 * 1024 * 1024)
    # By chance: counted to the end of the file, these would be scans.
    assert film.count(b"\xff\xda") > picture_heads._MOST_SCANS
    for came in (a_telephones(), encoded(a_view(), "JPEG", progressive=True)):
        assert redrawn(came + film) == redrawn(came)
        assert "ftypmp42" in beside(came + film)


def with_scans(number: int) -> bytes:
    """A JPEG that comes into focus in so many scans."""
    whole = encoded(a_view().convert("L"), "JPEG", progressive=True)
    last = whole.rindex(b"\xff\xda")
    more = number - whole.count(b"\xff\xda")
    return whole[:-2] + whole[last:-2] * more + whole[-2:]


def test_scans_are_counted_to_the_end_of_the_picture():
    assert redrawn(with_scans(40) + b"\xff\xda" * 50)
    with pytest.raises(Invalid, match="损坏"):
        redrawn(with_scans(41))


@pytest.mark.parametrize("marker", [b"\xff\x00", b"\xff\x01", b"\xff\x02", b"\xff\xd0"])
def test_no_length_is_believed_where_a_decoder_believes_none(marker: bytes):
    def hidden(number: int) -> bytes:
        whole = with_scans(number)
        pixels = whole.index(b"\xff\xda") + 10
        said = marker + len(whole).to_bytes(2, "big")
        return whole[:pixels] + said + whole[pixels:] + bytes(100) + b"\xff\xd9"

    assert picture_heads.looked_at(hidden(40)).width == 64
    with pytest.raises(picture_heads.NoPicture):
        picture_heads.looked_at(hidden(41))


def test_the_look_at_a_head_is_one_walk_whatever_the_bytes():
    head, end = with_scans(10)[:-2], b"\xff\xd9"
    for filling in (b"\xff", b"\xff\xd0", b"\xff\x00", b"\xff\xfe\x00\x02"):
        began = time.process_time()
        with contextlib.suppress(picture_heads.NoPicture):
            picture_heads.looked_at(head + filling * (pictures.LARGEST // len(filling)) + end)
        assert time.process_time() - began < 1


def test_another_archive_behind_a_picture_is_refused():
    with pytest.raises(Invalid) as refused:
        redrawn(a_telephones() + b"PK\x03\x04 PK\x05\x06" + bytes(18), field="scan")
    assert list(refused.value.fields) == ["scan"]


def test_the_same_picture_is_drawn_the_same_and_never_twice():
    kept = redrawn(a_telephones())
    assert redrawn(a_telephones()) == kept
    assert redrawn(kept) is kept


def test_a_photo_loses_nothing_that_an_eye_would_find():
    noise = Image.effect_noise((60, 45), 90).resize((480, 360), Image.Resampling.BICUBIC)
    seen = Image.merge("RGB", (noise, noise.rotate(180), noise.rotate(90)))
    came = encoded(seen, "JPEG", quality=92)
    light, again = shown(came).convert("L"), shown(redrawn(came)).convert("L")
    # Root mean square, of 255: 40 dB and better.
    assert ImageStat.Stat(ImageChops.difference(light, again)).rms[0] < 2.55


def test_a_drawing_keeps_its_palette_and_what_is_seen_through():
    seen = a_view().convert("P")
    kept = redrawn(encoded(seen, "PNG", transparency=0))
    opened = Image.open(io.BytesIO(kept))
    assert (opened.mode, opened.info["transparency"]) == ("P", 0)
    glass = a_view().convert("RGBA")
    glass.putalpha(120)
    assert Image.open(io.BytesIO(redrawn(encoded(glass, "PNG")))).getpixel((1, 1))[3] == 120  # type: ignore[index]


def test_colours_of_a_printers_and_of_a_wider_profile_become_usual_ones():
    for kind in KINDS:
        wide = encoded(a_view(), kind, icc_profile=a_profile(), quality=95)
        assert near(shown(redrawn(wide)).getpixel((56, 40)), BLUE[::-1])
        assert beside(redrawn(wide)) == []
    printed = redrawn(encoded(a_view().convert("CMYK"), "JPEG", quality=95))
    assert near(shown(printed).getpixel((56, 40)), BLUE)
    faulty = encoded(a_view(), "JPEG", icc_profile=b"no profile at all", quality=95)
    assert near(shown(redrawn(faulty)).getpixel((56, 40)), BLUE)


def test_a_faulty_note_of_a_telephone_is_no_fault_of_the_picture():
    came = encoded(a_view(), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff")
    assert beside(redrawn(came)) == []


def test_the_small_copy_that_a_telephone_keeps_behind_a_photo_is_left_behind():
    two = encoded(a_view(), "MPO", save_all=True, append_images=[a_view().rotate(180)])
    assert Image.open(io.BytesIO(two)).format == "MPO"
    kept = redrawn(two)
    assert (Image.open(io.BytesIO(kept)).format, kept.count(b"\xff\xd8\xff")) == ("JPEG", 1)
    assert near(shown(kept).getpixel((8, 8)), RED)


def test_what_moves_is_refused():
    frames = [a_view(), a_view().rotate(90)]
    for kind in ("PNG", "WEBP"):
        with pytest.raises(Invalid, match="动图"):
            redrawn(encoded(frames[0], kind, save_all=True, append_images=frames[1:]))


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_that_is_cut_off_is_refused(kind: str):
    noise = Image.effect_noise((300, 200), 90).convert("RGB")
    came = encoded(noise, kind, exif=exif(6))
    with pytest.raises(Invalid, match="损坏"):
        redrawn(came[: len(came) * 2 // 3])


def test_pixels_that_are_missing_inside_are_missed():
    """A whole PNG by its parts, whose pixels end early."""
    came = encoded(a_view(), "PNG")
    begin = came.index(b"IDAT") - 4
    short = zlib.compress(zlib.decompress(came[begin + 8 : -16])[:200])
    part = b"IDAT" + short
    rest = len(short).to_bytes(4, "big") + part + zlib.crc32(part).to_bytes(4, "big")
    with pytest.raises(Invalid, match="损坏"):
        redrawn(came[:begin] + rest + came[-12:])


def test_every_word_of_the_two_looks_has_a_sentence_in_both_languages():
    words = {"memory", "slow", "moves", "large", "broken", "two"}
    assert words == set(pictures.SAID)
    for language in ("en", "zh-hans"):
        with translation.override(language):
            assert len({str(one) for one in pictures.SAID.values()}) == len(words)


@pytest.mark.django_db
def test_only_what_was_drawn_anew_is_stored_as_a_picture():
    with pytest.raises(TypeError, match="drawn anew"):
        files.store(a_telephones(), media_type="image/jpeg")
    stored = files.store(redrawn(a_telephones()), media_type="image/jpeg")
    assert stored.digest == crypto.sm3(files.read(stored)).hex()
    assert beside(files.read(stored)) == []


@pytest.mark.django_db
def test_a_document_that_is_a_picture_is_drawn_anew():
    stored = documents.kept_document(a_telephones("PNG"))
    assert stored is not None
    assert (beside(files.read(stored)), stored.media_type) == ([], "image/png")
    with pytest.raises(Invalid):
        documents.kept_document(a_telephones("WEBP"))
    for cut in (b"\x89PNG\r\n\x1a\n", b"\x89PNG", b"\xff\xd8\xff"):
        with pytest.raises(Invalid, match="损坏"):
            documents.kept_document(cut)


def test_its_size_is_judged_as_it_came():
    kept = redrawn(a_telephones())
    assert pictures.size_as_it_came(kept) == kept.came_with != len(kept)
    assert pictures.size_as_it_came(b"%PDF") == 4


# -- a command draws its pictures before its transaction --


def a_keeping(ran: list[Any], allowed: bool = True) -> Any:
    def policy(_actor: Actor, **_rest: Any) -> Any:
        return Allowed() if allowed else Denied("no")

    @command("test.keep_a_picture", policy=policy, pictures={"file": documents.LARGEST})
    def keep(_actor: Actor, *, file: bytes | None) -> None:
        ran.append(file)

    return keep


@pytest.mark.django_db
def test_a_command_draws_its_pictures_before_its_transaction_begins(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    ran: list[Any] = []
    drawn, asked = [], alone.asked

    def noted(*args: Any, **kwargs: Any) -> list[Any]:
        drawn.append(running.get())
        return list(asked(*args, **kwargs))

    monkeypatch.setattr(alone, "asked", noted)
    keep = a_keeping(ran)
    for given in (a_telephones(), b"%PDF-1.7", b"", None):
        keep(world.mei.actor, file=given)
    assert drawn == [None]
    assert isinstance(ran[0], Redrawn)
    assert ran[1:] == [b"%PDF-1.7", b"", None]


@pytest.mark.django_db
def test_nobody_whom_it_refuses_has_a_picture_drawn(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(picture_heads, "looked_at", lambda _data: pytest.fail("it was opened"))
    with pytest.raises(Denied):
        a_keeping([], allowed=False)(world.mei.actor, file=a_telephones())


@pytest.mark.django_db
def test_what_its_door_refuses_for_its_size_is_not_drawn(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    opened, ran = opened_from_here(monkeypatch), list[Any]()
    six, five = of_size(6 * 1024 * 1024), of_size(documents.LARGEST)
    a_keeping(ran)(world.mei.actor, file=six)
    with pytest.raises(Invalid, match="5 MB"):
        documents.kept_document(ran[0])
    assert opened == []
    # Control: one byte less than too many, and it is drawn.
    a_keeping(ran)(world.mei.actor, file=five)
    assert opened == [len(five)]
    assert isinstance(ran[1], Redrawn)
