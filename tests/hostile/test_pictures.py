"""T11: hostile pictures: refused with a reason, or nothing but their pixels is kept."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from lianjian.beside.intake import services
from lianjian.ground.core import alone, confined, picture_heads, pictures, redrawing
from lianjian.ground.core.tests.picture_makers import a_view, beside, encoded
from lianjian.ground.core.verdicts import Invalid
from tests.campaigns import Reporter
from tests.cast import World
from tests.sizes import size

from . import corpus_pictures
from .corpus_pictures import HTML, PICTURES, Handed
from .measured import Watched, everywhere, peak, peak_from_here, processor

pytestmark = [pytest.mark.campaign, pytest.mark.once]

TO_REFUSE, TO_KEEP = 2.0, 8.0
"""Seconds of processor time, ours and the child's."""
CHILD_MEMORY, OUR_MEMORY = 512 * 1024, 20 * 1024
"""Kilobytes: of the process that draws, and what ours may grow by."""


def chosen() -> list[Handed]:
    """Every other one in ``./check``; all under ``--long``."""
    number = size(len(PICTURES) // 2, long=len(PICTURES))
    return [PICTURES[at * len(PICTURES) // number] for at in range(number)]


def faults(world: World, one: Handed) -> Iterator[str]:
    """What is not as it should be when a village hands this picture in."""
    data, before, refusal = one.make(), everywhere(settings.FILES_ROOT), ""
    peak_from_here()
    held, began = peak(), processor()
    try:
        services.hand_in(world.lin.actor, data=data, name=one.name)
    except Invalid as error:
        refusal = str(error)
    took, grown = processor() - began, peak() - held
    if (one.says not in refusal) if one.says else refusal:
        yield f"{refusal or 'taken'!r}, not {one.says or 'taken'!r}"
    kept = [path for path in everywhere(settings.FILES_ROOT) - before if "lock" not in path]
    if refusal and kept:
        yield f"it left {kept}"
    for path in kept:
        if said := beside(Path(path).read_bytes()):
            yield f"kept beside its pixels: {said}"
    if took > (TO_REFUSE if refusal else TO_KEEP):
        yield f"it took {took:.1f} s"
    if grown > OUR_MEMORY:
        yield f"this process grew by {grown // 1024} MB"


@pytest.mark.django_db
def test_every_hostile_picture_is_refused_or_only_its_pixels_are_kept(
    world: World, campaign: Reporter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "files").mkdir()
    monkeypatch.setattr(settings, "FILES_ROOT", tmp_path / "files")
    monkeypatch.setattr(subprocess, "Popen", Watched)
    services.hand_in(world.lin.actor, data=encoded(a_view(), "JPEG"), name="a.jpg")
    wrong = [f"{one.what}: {fault}" for one in chosen() for fault in faults(world, one)]
    assert wrong == [], "\n".join(wrong)
    assert 0 < Watched.largest < CHILD_MEMORY
    campaign(
        "T11",
        "hostile pictures at the door for photos",
        size=len(chosen()),
        control="kept as they came, a page stays behind one; without the limit of pixels, 161 "
        "megapixels are unpacked",
        outcome="refused in 2 s with a reason, or nothing but pixels kept; 0 files left",
    )


def test_the_corpus_says_each_thing_once():
    assert len(PICTURES) >= 30
    assert len({one.what for one in PICTURES}) == len(PICTURES)


def test_control_a_picture_that_is_kept_as_it_came_keeps_a_page():
    data = next(one.make() for one in PICTURES if one.what == "a page behind a JPEG")
    assert HTML in data
    assert "<html" in beside(data)
    assert beside(pictures.redrawn(data)) == []


def test_the_process_has_a_limit_of_its_own_should_the_head_lie(monkeypatch: pytest.MonkeyPatch):
    """The look at the head is one wall, Pillow's own limit the other."""
    data = corpus_pictures.bits(13_000, 13_000)
    assert len(data) < 30_000
    monkeypatch.setattr(picture_heads, "looked_at", lambda _data: None)
    with pytest.raises(Invalid, match="2500 万像素"):
        pictures.redrawn(data)


def test_control_without_limits_of_pixels_memory_is_the_last_wall(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr(picture_heads, "looked_at", lambda _data: None)
    core = tmp_path / "lianjian" / "ground" / "core"
    core.mkdir(parents=True)
    for package in (core, core.parent, core.parent.parent):
        (package / "__init__.py").touch()
    source = Path(redrawing.__file__).read_text(encoding="utf-8")
    without = source.replace("25_000_000", "400_000_000")
    assert without != source
    (core / "redrawing.py").write_text(without, encoding="utf-8")
    (core / "confined.py").write_bytes(Path(confined.__file__).read_bytes())
    monkeypatch.setattr(alone, "_ROOT", tmp_path)
    monkeypatch.setattr(subprocess, "Popen", Watched)
    Watched.largest = 0
    assert pictures.redrawn(corpus_pictures.bits(12_000, 12_000)).size.width == 12_000
    assert Watched.largest > 130 * 1024
    with pytest.raises(Invalid, match="打不开"):
        pictures.redrawn(encoded(a_view(14_000, 13_000), "PNG", compress_level=1))
