"""A partnership as a Word file: what the page shows, to be edited and filed (M42)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from docx.document import Document as DocumentObject

from lianjian.ground.core import clock
from lianjian.ground.ui import charts, marks, word
from lianjian.ground.ui.days import day_and_year

from .legs import Leg
from .showing import Whole
from .spaces import Spaces
from .trace import Step

SIGNS = {"plan": "○", "going": "◐", "done": "●", "late": "△", "none": "—"}


def written(whole: Whole) -> bytes:
    """The file as bytes. It says on which day it was made: a trace goes on growing."""
    document = word.paper(whole.partnership.name, _under(whole))
    document.add_heading(_("The whole trace"), level=1)
    _trace(document, whole.steps)
    if whole.lacking:
        none = "、".join(str(one) for one in whole.lacking)
        document.add_paragraph(_("Nothing is recorded yet of: %(which)s.") % {"which": none})
    document.add_heading(_("What may be said in public"), level=1)
    _lines(document, [f"{step.say}（{_grade(step)}）" for step in whole.say])
    document.add_heading(_("What may not be said yet"), level=1)
    _lines(document, [f"{one.claim}　{one.why}" for one in whole.not_yet])
    document.add_heading(_("The two legs"), level=1)
    _legs(document, whole.legs)
    document.add_heading(_("The three shared spaces"), level=1)
    _spaces(document, whole.spaces)
    return word.written(document)


def _under(whole: Whole) -> str:
    words = [_("as of %(day)s") % {"day": day_and_year(clock.today())}]
    if whole.partnership.since is not None:
        words.insert(0, _("since %(day)s") % {"day": day_and_year(whole.partnership.since)})
    if whole.partnership.is_demo:
        words.append(_("sample data"))
    return "　".join(words)


def _trace(document: DocumentObject, steps: Sequence[Step]) -> None:
    heads = [_("stage"), _("record"), _("when"), _("how it stands"), _("evidence")]
    rows = [
        [
            str(step.stage.words),
            f"{step.title}\n{step.sub}".strip(),
            _when(step),
            str(charts.state_words()[step.mark]),
            _grade(step),
        ]
        for step in steps
    ]
    word.table(document, heads, rows, widths=(1.9, 6.4, 2.7, 1.8, 2.7))


def _when(step: Step) -> str:
    if step.day is not None:
        return f"{step.day:%Y-%m-%d}"
    return _("until %(day)s") % {"day": f"{step.until:%Y-%m-%d}"} if step.until else ""


def _grade(step: Step) -> str:
    if step.grade is None:
        return ""
    grade = marks.GRADES[step.grade]
    return f"{grade.mark}　{grade.words}"


def _legs(document: DocumentObject, legs: Iterable[Leg]) -> None:
    for leg in legs:
        document.add_heading(leg.name, level=2)
        _lines(document, [f"{SIGNS[one.mark]} {one.text}" for one in leg.standings])


def _spaces(document: DocumentObject, spaces: Spaces) -> None:
    document.add_heading(_("Information is shared"), level=2)
    _lines(document, [f"{day_and_year(one.day)}　{one.who}：{one.text}" for one in spaces.words])
    document.add_heading(_("Resources are shared"), level=2)
    for shelf in spaces.shelves:
        needs = "；".join(f"{one.branch.name}：{one.title}" for one in shelf.needs)
        offers = "；".join(f"{one.branch.name}：{one.title}" for one in shelf.offers)
        said = filter(None, [needs and _("needed: ") + needs, offers and _("offered: ") + offers])
        document.add_paragraph(f"{shelf.area}　" + "　".join(said))
    if not spaces.shelves:
        _lines(document, [])
    document.add_heading(_("Projects are built together"), level=2)
    rows = [
        [
            one.heading,
            "、".join(f"{owner.label}{owner.name}" for owner in one.owners.all()),
            f"{one.due:%Y-%m-%d}" if one.due else "",
            one.get_state_display(),
        ]
        for one in spaces.promises
    ]
    if rows:
        heads = [_("promise"), _("who"), _("due"), _("state")]
        word.table(document, heads, rows, widths=(7.5, 3, 2.6, 2.4))
    if spaces.projects or not rows:
        _lines(document, [str(step.title) for step in spaces.projects])


def _lines(document: DocumentObject, lines: Sequence[str]) -> None:
    """One paragraph a line, or a word that there is nothing."""
    for line in lines:
        document.add_paragraph(line)
    if not lines:
        document.add_paragraph(_("Nothing is recorded yet."))
