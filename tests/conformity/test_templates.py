from __future__ import annotations

import re
from pathlib import Path

from django.template import engines
from django.template.loader import get_template

from . import SOURCE, ratchet

INLINE = re.compile(
    r"<style\b|<script(?![^>]*\bsrc=)|\sstyle=|\son(?:click|change|submit|load|input|error)=|"
    r"javascript:",
    re.IGNORECASE,
)
OUTSIDE = re.compile(r"""(?:src|href|action)=["']?(?:https?:)?//""", re.IGNORECASE)
COMMENT = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}", re.DOTALL)


def templates() -> list[Path]:
    return sorted(SOURCE.rglob("templates/**/*.html"))


def shown(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def test_every_template_can_be_read():
    assert engines.all()
    for path in templates():
        get_template(path.as_posix().rpartition("/templates/")[2])


def test_no_template_has_a_style_or_a_script_of_its_own():
    """The content security policy forbids them: the page would look right nowhere."""
    ratchet(
        {shown(path) for path in templates() if INLINE.search(COMMENT.sub("", path.read_text()))}
    )


def test_no_template_fetches_anything_from_outside():
    ratchet(
        {shown(path) for path in templates() if OUTSIDE.search(COMMENT.sub("", path.read_text()))}
    )


def test_every_posted_form_carries_its_token():
    form = re.compile(r"<form\b[^>]*method=[\"']?post[^>]*>(.*?)</form>", re.DOTALL | re.IGNORECASE)
    ratchet(
        {
            shown(path)
            for path in templates()
            for inside in form.findall(path.read_text())
            if "csrf_token" not in inside
        }
    )


def test_every_way_out_drops_the_drafts_of_who_leaves():
    form = re.compile(r"<(?:form|c-form|c-verb)\b[^>]*(?:account_logout|logout_url)[^>]*>")
    ways = [(path, tag) for path in templates() for tag in form.findall(path.read_text())]
    assert len(ways) > 2, "the ways out were not found"
    ratchet({shown(path) for path, tag in ways if "data-leave" not in tag})


def test_no_template_marks_text_safe():
    ratchet(
        {
            shown(path)
            for path in templates()
            if re.search(r"\|\s*safe\b|{%\s*autoescape\s+off", path.read_text())
        }
    )


def test_every_upload_box_says_that_the_system_is_not_for_secrets():
    """``c-field`` says it by itself; a box that a room writes has to."""
    ratchet(
        {
            shown(path)
            for path in templates()
            if 'type="file"' in path.read_text() and "ui/secrecy.html" not in path.read_text()
        }
    )
