from __future__ import annotations

import gzip

import pytest
from django.contrib.staticfiles import finders as all_finders

from lianjian.ground.ui import finders, stylesheet

CSS = """@charset "UTF-8";
/*! A licence that stays */
:root{--used:1px;--through:var(--used);--idle:2px;--deep:var(--idle)}
.card{margin:var(--through)}.card .gone,.btn:not(.gone),.gone{color:red}
a:hover{background:url("data:image/svg+xml,<svg xmlns='x'>{;}</svg>")}
@media (min-width:600px){.gone{color:red}.card{padding:0}}
@media print{.gone{color:red}}
@keyframes spin{to{rotate:1turn}}@keyframes blink{to{opacity:0}}
.btn{animation:spin 1s;content:"}"}
[data-bs-theme=dark] .card{color:white}
.w\\.5{width:1px}
"""


def lean(*words: str, also: str = "") -> str:
    return stylesheet.lean(CSS, frozenset(words), also=also)


def test_only_selectors_whose_classes_are_all_ours_stay():
    css = lean("card", "btn")
    assert ".card{margin:var(--through)}" in css
    assert ".btn:not(.gone){color:red}" in css
    assert ".card .gone" not in css
    assert "a:hover{" in css


def test_a_media_query_that_became_empty_goes():
    css = lean("card", "btn")
    assert "@media (min-width:600px){.card{padding:0}}" in css
    assert "@media print" not in css


def test_properties_nobody_reads_go_however_long_the_chain():
    css = lean("card", "btn")
    assert "--used:1px;--through:var(--used)" in css
    assert "--idle" not in css
    assert "--deep" not in css
    assert "--idle:2px" in lean("card", also=".x{top:var(--deep)}")


def test_key_frames_stay_with_their_animation():
    assert "@keyframes spin" in lean("btn")
    assert "@keyframes blink" not in lean("btn")
    assert "@keyframes spin" not in lean("card")


def test_strings_and_addresses_are_left_alone():
    css = lean("btn")
    assert 'content:"}"' in css
    assert "{;}</svg>" in css


def test_the_dark_theme_goes_and_the_licence_stays():
    css = lean("card")
    assert "dark" not in css
    assert css.startswith("/*! A licence that stays */")


def test_a_class_with_an_escaped_letter_is_known_by_its_name():
    assert "width:1px" in lean("w.5")


def test_words_are_taken_from_classes_and_strings_only(tmp_path):
    (tmp_path / "a.html").write_text(
        '<p class="one{% if x %} two{% endif %} {{ three }}">four</p>', encoding="utf-8"
    )
    (tmp_path / "b.js").write_text('made.className = "five six"; seven();', encoding="utf-8")
    (tmp_path / "c.py").write_text('eight = {"class": "nine"}  # ten', encoding="utf-8")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "d.py").write_text('"eleven"', encoding="utf-8")
    words = stylesheet.words_used([tmp_path])
    assert words >= {"one", "two", "five", "six", "nine"}
    assert not words & {"three", "four", "seven", "eight", "ten", "eleven"}


def test_a_style_sheet_that_breaks_off_is_refused():
    with pytest.raises(ValueError, match="inside a block"):
        stylesheet.parse("a{color:red")


def test_nothing_is_lost_when_everything_is_used():
    found = finders.full_file()
    assert found is not None
    full = found.read_text(encoding="utf-8")
    rules = "".join(rule.text() for rule in stylesheet.parse(full))
    assert rules.count("{") == full.count("{")
    assert len(rules) > 0.99 * len(full)


@pytest.fixture
def home(settings, tmp_path):
    settings.HOME = tmp_path
    return tmp_path


def test_the_lean_file_is_found_and_small_enough_for_a_village(home):
    found = all_finders.find(finders.LEAN)
    text = (home / "build" / finders.LEAN).read_bytes()
    assert found == str(home / "build" / finders.LEAN)
    assert len(gzip.compress(text)) < 15_000
    assert b".form-control" in text
    assert b".carousel" not in text


def test_it_is_made_once_and_again_when_a_source_changes(home, monkeypatch):
    made = []
    pick = stylesheet.lean

    def counted(*given, **more):
        made.append(1)
        return pick(*given, **more)

    monkeypatch.setattr(stylesheet, "lean", counted)
    finders.build()
    finders.build()
    assert len(made) == 1
    monkeypatch.setattr(finders, "_key", lambda _paths: "another")
    finders.build()
    assert len(made) == 2


def test_all_of_tabler_stands_in_where_the_home_cannot_be_written(settings, tmp_path):
    (tmp_path / "build").write_text("a file where a folder should be", encoding="utf-8")
    settings.HOME = tmp_path
    assert all_finders.find(finders.LEAN) == str(finders.full_file())


def test_collecting_takes_it_along(home):
    collected = [path for finder in all_finders.get_finders() for path, _ in finder.list(())]
    assert collected.count(finders.LEAN) == 1
