"""Sentences on what was left out of a file, from the counts of whoever read it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.saying import filled
from lianjian.ground.core.verdicts import Text

SENTENCES: dict[str, Text] = {
    "pictures": _("Pictures were left out: %(number)s."),
    "headers": _("Headers and footers were left out."),
    "running": _("Page numbers and headings that repeat were left out: %(number)s lines."),
    "contents": _("A table of contents was left out."),
    "comments": _("Comments were left out: %(number)s."),
    "deletions": _("What was deleted under tracked changes was left out."),
    "hidden": _("Text that readers do not see was left out, in %(number)s places."),
    "readings": _("Pronunciations above characters were left out."),
    "numbers": _("Numbers that are set automatically before paragraphs were left out."),
    "symbols": _("Signs from symbol fonts were left out: %(number)s."),
    "objects": _("Embedded objects were left out: %(number)s."),
    "menus": _("Menus and lists of links around the text were left out: %(number)s characters."),
    "unread": _("Pages that hold no text, perhaps pictures: %(number)s."),
    "forms": _("What was filled into form fields may be missing."),
    "programs": _("It carries programs, actions or attached files; none was opened."),
    "outside": _("It refers to addresses outside, which were not opened: %(number)s."),
    "charset": _("It was read in another charset than it names."),
    "letters": _("Characters that could not be read: %(number)s."),
    "hidden sheets": _("Hidden sheets were left out: %(number)s."),
    "hidden cells": _("Hidden rows and columns were left out: %(number)s."),
    "sheets": _("Sheets beyond the first twelve were left out: %(number)s."),
}


def said(left_out: Mapping[str, int]) -> list[Text]:
    """A sentence for each count that is not nought, in the order above."""
    return [
        filled(sentence, {"number": left_out[word]})
        for word, sentence in SENTENCES.items()
        if left_out.get(word)
    ]
