from __future__ import annotations

from lianjian.site import documents
from lianjian.site.environment import variables
from lianjian.site.management.commands.documents import import_every_service

from . import HOUSE

GENERATED = HOUSE / "docs" / "generated"


def test_the_printed_pages_say_what_the_code_says():
    import_every_service()
    assert documents.stale(GENERATED) == [], "run: lianjian documents"


def test_every_setting_is_explained():
    page = documents.settings_page()
    for name in variables():
        line = next(line for line in page.splitlines() if f"`{name}`" in line)
        assert "| None |" not in line
        assert not line.rstrip(" |").endswith("|")


def test_a_changed_page_is_found_stale(tmp_path):
    documents.write(tmp_path)
    assert documents.stale(tmp_path) == []
    (tmp_path / "lives.md").write_text("something else")
    assert documents.stale(tmp_path) == ["lives.md"]
