from __future__ import annotations

import gettext as reading
import io

import pytest
from django.core.management import CommandError, call_command

from lianjian.ground.ui import catalogues
from lianjian.ground.ui.catalogues import Room

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy

TITLE = _("Needs")
LONG = _("One half "
         "and the other")
MARK = pgettext_lazy("mark", "S")

def some(n, _="shadow"):
    return ngettext("%(n)s need", "%(n)s needs", n)
"""
TEMPLATE = """{% extends "ui/base.html" %}
{% block content %}
    <c-card title="{% trans 'In an attribute' %}" note="{% blocktrans trimmed with n=x %}
    {{ n }} of them{% endblocktrans %}">
  {% blocktrans trimmed count n=number %}one line{% plural %}{{ n }} lines{% endblocktrans %}
      {{ _("In an expression")|upper }} {% trans "With context" context "here" as word %}
{# {% trans "Not this" %} #}
</c-card>
{% endblock %}
"""


@pytest.fixture
def room(tmp_path) -> Room:
    """A room with one Python file, one template, and a test whose strings nobody reads."""
    return a_room(tmp_path, "needs")


def a_room(tmp_path, label: str) -> Room:
    folder = tmp_path / label
    (folder / "templates" / label).mkdir(parents=True)
    (folder / "tests").mkdir()
    (folder / "models.py").write_text(PYTHON, encoding="utf-8")
    (folder / "templates" / label / "page.html").write_text(TEMPLATE, encoding="utf-8")
    (folder / "tests" / "test_x.py").write_text('_("Only in a test")', encoding="utf-8")
    return Room(label, folder)


def translate(room: Room, **words: str) -> None:
    """Fill in every translation: its own text in brackets, unless ``words`` says otherwise."""
    lines = room.po.read_text(encoding="utf-8").split("\n")
    current = ""
    for at, line in enumerate(lines):
        if line.startswith("msgid "):
            current = line.removeprefix("msgid ").strip('"')
        if current and line in ('msgstr ""', 'msgstr[0] ""'):
            lines[at] = line[:-2] + f'"{words.get(current, f"「{current}」")}"'
    room.po.write_text("\n".join(lines), encoding="utf-8")


def test_it_finds_the_strings_of_python_and_of_templates(room):
    found = {
        (message.context or "", message.id if isinstance(message.id, str) else message.id[0])
        for message in catalogues.extracted(room)
        if message.id
    }
    assert found == {
        ("", "Needs"),
        ("", "One half and the other"),
        ("mark", "S"),
        ("", "%(n)s need"),
        ("", "In an attribute"),
        ("", "%(n)s of them"),
        ("", "one line"),
        ("", "In an expression"),
        ("here", "With context"),
    }


def test_it_keeps_translations_adds_what_is_new_and_drops_what_is_gone(room):
    assert catalogues.update(room)
    translate(room, Needs="需求")
    (room.folder / "models.py").write_text('_("Needs")\n_("Offers")\n', encoding="utf-8")
    assert catalogues.update(room)
    text = room.po.read_text(encoding="utf-8")
    assert 'msgid "Needs"\nmsgstr "需求"' in text
    assert 'msgid "Offers"\nmsgstr ""' in text
    assert "One half" not in text
    assert not catalogues.update(room), "a second time nothing is left to do"


def test_a_new_string_gets_no_guessed_translation(room):
    catalogues.update(room)
    translate(room)
    (room.folder / "models.py").write_text('_("Need")\n', encoding="utf-8")
    catalogues.update(room)
    assert "fuzzy" not in room.po.read_text(encoding="utf-8")


def test_a_complete_catalogue_has_nothing_against_it(room):
    catalogues.update(room)
    translate(room)
    assert catalogues.complaints([room]) == []


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (lambda text: text.replace('msgstr "「Needs」"', 'msgstr ""'), "no Chinese"),
        (lambda text: text.replace('msgid "Needs"', '#, fuzzy\nmsgid "Needs"'), "fuzzy"),
        (lambda text: text.replace('msgid "Needs"', 'msgid "Wants"'), "not in the catalogue"),
        (lambda text: text + '\nmsgid "Gone"\nmsgstr "没了"\n', "stale"),
        (lambda text: text.replace("「%(n)s need」", "「%(m)s」"), "placeholder"),
    ],
)
def test_each_fault_of_a_catalogue_is_named(room, spoil, what):
    catalogues.update(room)
    translate(room)
    room.po.write_text(spoil(room.po.read_text(encoding="utf-8")), encoding="utf-8")
    found = catalogues.complaints([room])
    assert any(what in complaint.what for complaint in found), [str(one) for one in found]
    assert all(complaint.file.startswith("needs/") for complaint in found)


def test_one_msgid_has_one_wording_in_all_rooms(tmp_path):
    rooms = [a_room(tmp_path, "needs"), a_room(tmp_path, "offers")]
    for room, words in zip(rooms, ("需求", "需要"), strict=True):
        catalogues.update(room)
        translate(room, Needs=words)
    (complaint,) = catalogues.complaints(rooms)
    assert complaint.msgid == "Needs"
    assert "需求" in complaint.what
    assert "offers" in complaint.what


def test_a_compiled_catalogue_is_read_by_gettext_and_fuzzy_words_are_not_in_it(room):
    catalogues.update(room)
    translate(room, Needs="需求")
    text = room.po.read_text(encoding="utf-8")
    room.po.write_text(text.replace('msgctxt "mark"', '#, fuzzy\nmsgctxt "mark"'), "utf-8")
    catalogues.compile_room(room)
    with room.mo.open("rb") as file:
        read = reading.GNUTranslations(file)
    assert read.gettext("Needs") == "需求"
    assert read.ngettext("%(n)s need", "%(n)s needs", 3) == "「%(n)s need」"
    assert read.pgettext("mark", "S") == "S"
    assert list(room.mo.parent.glob("*.part")) == []


def test_only_what_is_newer_is_compiled(room, monkeypatch):
    import os

    monkeypatch.setattr(catalogues, "rooms", lambda: [room])
    assert catalogues.ensure_compiled() == [], "a room without strings has no catalogue"
    catalogues.update(room)
    translate(room)
    assert catalogues.ensure_compiled() == ["needs"]
    assert catalogues.ensure_compiled() == []
    os.utime(room.po, ns=(0, room.mo.stat().st_mtime_ns + 1))
    assert catalogues.ensure_compiled() == ["needs"]


def test_the_command_fails_with_the_file_and_the_msgid(room, monkeypatch):
    monkeypatch.setattr(catalogues, "rooms", lambda: [room])
    catalogues.update(room)
    said = io.StringIO()
    with pytest.raises(CommandError, match="9 strings"):
        call_command("catalogues", "--check", stdout=said)
    assert "needs/models.py: no Chinese: 'Needs'" in said.getvalue()
    translate(room)
    call_command("catalogues", "--check", stdout=said)
    assert "Every string has its Chinese." in said.getvalue()


def test_the_command_knows_its_rooms():
    with pytest.raises(CommandError, match="no room cellar"):
        call_command("catalogues", "cellar")


def test_this_room_is_complete():
    (ui,) = [room for room in catalogues.rooms() if room.label == "ui"]
    assert [str(complaint) for complaint in catalogues.complaints([ui])] == []


def test_our_wording_goes_before_that_of_the_packages():
    """allauth has its own Chinese for "Sign out"; the product says ours."""
    from django.utils import translation

    with translation.override("zh-hans"):
        for room in catalogues.rooms():
            for message in catalogues.current(room):
                if room.label == "ui" and isinstance(message.id, str) and message.id:
                    said = (
                        translation.pgettext(message.context, message.id)
                        if message.context
                        else translation.gettext(message.id)
                    )
                    assert said == message.string


def test_no_chinese_of_ours_shouts():
    (ui,) = [room for room in catalogues.rooms() if room.label == "ui"]
    for message in catalogues.current(ui):
        assert "！" not in str(message.string)
        assert "!" not in str(message.string)
