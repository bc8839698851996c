"""The paper: every glyph is there, text is only ever data, the signed file keeps the pages."""

from __future__ import annotations

import dataclasses
import io
import json
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from tests.cast import World

from lianjian.chain.accords import paper
from lianjian.chain.accords.contents import ClauseDraft
from lianjian.chain.accords.models import TextVersion
from lianjian.chain.accords.paper import glyphs, typeset
from lianjian.ground.core import files
from lianjian.ground.core.verdicts import Invalid

from . import makers

HOSTILE = (
    '#panic("x")',
    '#import "@preview/a:1.0.0"',
    "*粗* _斜_ `码` $1/0$ <标签> @引用 = 题 - 项 \\ // 注 /* 注 */ ~ --- ... 'x' \"y\"",
    ']#read("/etc/passwd")[',
    "{{7*7}} ${x} %s \\u{41}",
)


def _pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def _squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.fixture
def setting(world: World) -> makers.Setting:
    return makers.three_parties(world, members=3, quorum=2)


def _unsigned(version: TextVersion) -> bytes:
    assert version.unsigned is not None
    return files.read(version.unsigned)


def _signed(version: TextVersion) -> bytes:
    assert version.signed is not None
    return files.read(version.signed)


def test_the_pages_say_what_the_text_says(setting: makers.Setting):
    version = makers.text(makers.opened(setting))
    shown = _squeezed("".join(_pages(_unsigned(version))))
    for said in ("石桥片区共建协议", "甲方", "石桥村党支部", "季度会商", "示例数据", "附件1"):
        assert said in shown
    assert all(part in shown for part in paper.text.grouped(version.text_digest))
    assert version.accord.code in shown


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_people_write_is_printed_and_never_run(setting: makers.Setting, hostile: str):
    clause = ClauseDraft("冷链库", f"前{hostile}后", owners=(1,))
    contents = dataclasses.replace(setting.contents, clauses=(clause,), preamble=hostile)
    version = makers.text(makers.opened(dataclasses.replace(setting, contents=contents)))
    shown = _squeezed("".join(_pages(_unsigned(version))))
    # Quotation marks are set as such; all else comes out as it went in.
    plain = _squeezed(hostile).translate({ord("'"): "", ord('"'): ""})
    assert plain in shown.translate({ord(q): "" for q in "'\"“”‘’"})


def test_the_control_would_run_text_that_is_pasted_into_the_source():
    """A seeded fault: a template that pastes text into its source runs what it says."""
    import typst

    with pytest.raises(typst.TypstError, match="x"):
        typst.Compiler(f"前{HOSTILE[0]}后".encode()).compile(format="pdf")


def test_the_signed_file_takes_the_pages_over(setting: makers.Setting):
    version = makers.text(makers.an_accord(setting))
    before, after = _pages(_unsigned(version)), _pages(_signed(version))
    assert len(after) == len(before) + 1
    assert [_squeezed(page) for page in after[:-1]] == [_squeezed(page) for page in before]
    assert "签署页" in after[-1]


def test_the_signed_file_holds_the_unsigned_one_byte_for_byte(setting: makers.Setting):
    version = makers.text(makers.an_accord(setting))
    reader = pypdf.PdfReader(io.BytesIO(_signed(version)))
    assert reader.attachments["unsigned.pdf"] == [_unsigned(version)]


def test_the_page_of_signatures_names_posts_files_and_the_head(setting: makers.Setting):
    version = makers.text(makers.an_accord(setting))
    last = _squeezed(_pages(_signed(version))[-1])
    assert "3名成员中2名已签署" in last
    assert version.unsigned is not None
    for digest in (version.unsigned.digest, version.text_digest, version.head_digest):
        assert all(part in last for part in paper.text.grouped(digest))
    assert f"第{version.head_seq}行" in last


def test_the_body_and_its_approval_stand_in_the_text(world: World, setting: makers.Setting):
    body = makers.a_body(world, approved=True)
    contents = dataclasses.replace(setting.contents, body=body)
    version = makers.text(makers.opened(dataclasses.replace(setting, contents=contents)))
    shown = _squeezed("".join(_pages(_unsigned(version))))
    assert "石桥片区联建党总支" in shown
    assert "示组〔2026〕3号" in shown


def test_an_accord_that_is_no_sample_does_not_say_so(world: World, setting: makers.Setting):
    content = json.loads(makers.text(makers.opened(setting)).text)
    real = paper.text.canonical({**content, "demo": False})
    shown = "".join(_pages(typeset.unsigned(real, address="ABC")))
    assert "示例数据" not in shown


def test_a_long_text_runs_over_as_many_pages_as_it_needs(setting: makers.Setting):
    clause = ClauseDraft("长条款", "一段很长的话。" * 400, owners=(1,))
    contents = dataclasses.replace(setting.contents, clauses=(clause,) * 3)
    version = makers.text(makers.opened(dataclasses.replace(setting, contents=contents)))
    pages = _pages(_unsigned(version))
    assert len(pages) > 10
    assert len(pages) == typeset.page_count(_unsigned(version))


def test_the_frozen_text_is_one_string_for_one_text(setting: makers.Setting):
    version = makers.text(makers.opened(setting))
    assert paper.text.canonical(json.loads(version.text)) == version.text


def test_the_text_digest_changes_with_every_word(setting: makers.Setting):
    text = makers.text(makers.opened(setting)).text
    content = json.loads(text)
    digest = paper.text.digest(text)
    for field, value in {"title": "别的标题", "number": "", "version": 2, "code": "X"}.items():
        changed = paper.text.canonical({**content, field: value})
        assert paper.text.digest(changed) != digest


def test_the_font_has_what_accords_are_written_with():
    common = "党支部联建协议甲乙丙丁，。、；：？（）《》〔〕“”‘’—…·0123456789abcXYZ%≥℃㎡①"
    assert glyphs.missing(common, typeset.fonts()) == ""


def test_the_font_lacks_what_it_lacks():
    assert glyphs.missing("石𰻞桥😀石𰻞", typeset.fonts()) == "𰻞😀"


def test_the_reader_of_fonts_agrees_with_typst(tmp_path: Path):
    """typst itself, asked to print one character, embeds a glyph exactly when we say so."""
    for character in ("石", "A", "〔", "𰻞", "😀"):
        source = f'#set text(font: "Noto Serif SC", fallback: false)\n{character}'
        pdf = _compiled(source)
        printed = b"/FontFile2" in pdf and not _only_notdef(pdf)
        assert printed == (glyphs.missing(character, typeset.fonts()) == ""), character


def _compiled(source: str) -> bytes:
    import typst

    compiler = typst.Compiler(
        source.encode(), font_paths=typeset.typefaces(), ignore_system_fonts=True
    )
    made = compiler.compile(format="pdf")
    assert isinstance(made, bytes)
    return made


def _only_notdef(pdf: bytes) -> bool:
    text = "".join(_pages(pdf)).strip()
    return text in ("", "\x00", "\ufffd")


def test_a_broken_font_is_named(tmp_path: Path):
    broken = tmp_path / "font.ttf"
    broken.write_bytes(b"\x00\x01\x00\x00\x00\x01junk")
    with pytest.raises(glyphs.NoFont, match=r"font\.ttf"):
        glyphs.covered(broken)


def test_a_missing_font_is_named(settings, tmp_path: Path):
    settings.NODE_MODULES = tmp_path
    with pytest.raises(glyphs.NoFont, match="NotoSerifSC"):
        glyphs.missing("石", typeset.fonts())


def test_it_refuses_to_print_what_it_cannot(world: World, setting: makers.Setting):
    content = json.loads(makers.text(makers.opened(setting)).text)
    text = paper.text.canonical({**content, "title": "𰻞"})
    with pytest.raises(Invalid, match="𰻞"):
        typeset.unsigned(text, address="ABC")


KILLED = """
import os, signal, sys
sys.path[:0] = [{root!r}, {src!r}]
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ["LIANJIAN_HOME"] = {home!r}
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.cast import a_world
from lianjian.chain.accords import services
from lianjian.chain.accords.tests import makers
from lianjian.ground.core import files
accord = makers.in_consultation(makers.three_parties(a_world()))
store = files.store
def store_and_die(*args, **rest):
    store(*args, **rest)
    os.kill(os.getpid(), signal.SIGKILL)
import lianjian.chain.accords.services.open_for_signing
module = sys.modules["lianjian.chain.accords.services.open_for_signing"]
module.files = type("Seeded", (), {{"store": staticmethod(store_and_die)}})
from lianjian.ground.core import actors
services.open_for_signing(actors.system("a test"), accord=makers.seen(accord))
"""

LOOKED_AT = """
import os, sys
sys.path[:0] = [{root!r}, {src!r}]
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ["LIANJIAN_HOME"] = {home!r}
import django
django.setup()
from lianjian.chain.accords.models import Accord, TextVersion
from lianjian.ground.core.models import StoredFile
from lianjian.ground.core.scope import Scope
every = Scope.of_everything()
print(Accord.within(every).get().state, StoredFile.objects.count(),
      TextVersion.within(every).filter(unsigned__isnull=False).count())
"""


@pytest.mark.once
@pytest.mark.django_db
def test_a_kill_between_file_and_commit_leaves_no_row_without_its_file(home: Path):
    root = Path(__file__).parents[5]
    names = {"root": str(root), "src": str(root / "src"), "home": str(home)}
    killed = subprocess.run([sys.executable, "-c", KILLED.format(**names)], cwd=root, check=False)
    assert killed.returncode == -9
    assert len(list((home / "files").glob("??/*"))) == 1, "the file lies there, unowned"
    looked = subprocess.run(
        [sys.executable, "-c", LOOKED_AT.format(**names)],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    )
    assert looked.stdout.split() == ["consulting", "0", "0"]
