from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from lianjian.chain.accords import selectors as accords
from lianjian.chain.accords.life import AccordState, ClauseState
from lianjian.chain.accords.models import Accord, Clause, TextVersion
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.today import Mark
from lianjian.ground.ui.days import day_and_year

from ..partnership import Partnership
from ..trace import NotYet, Stage, Step

_ACCORD: dict[str, Mark] = {
    AccordState.DRAFT: "plan",
    AccordState.CONSULTING: "going",
    AccordState.SIGNING: "going",
    AccordState.ACTIVE: "done",
    AccordState.ENDED: "none",
    AccordState.TERMINATED: "none",
    AccordState.LAPSED: "none",
}
_CLAUSE: dict[str, Mark] = {
    ClauseState.PROMISED: "plan",
    ClauseState.UNDER_WAY: "going",
    ClauseState.FULFILLED: "done",
    ClauseState.OVERDUE: "late",
    ClauseState.WAIVED: "none",
}


def steps(actor: Actor, partnership: Partnership) -> Iterator[Step]:
    """Every accord with its parties, and under it the promises of its text in force."""
    for accord in partnership.accords:
        force = accords.text_in_force(accord)
        text = force or accords.text_in_hand(accord)
        if text is None:
            continue
        yield _accord(accord, text, force)
        if force is not None:
            for clause in accords.clauses_of(force):
                yield _clause(accord, clause)


def _accord(accord: Accord, text: TextVersion, force: TextVersion | None) -> Step:
    parties = list(accords.parties_of(text))
    names = "、".join(party.name for party in parties)
    return Step(
        Stage.ACCORD,
        accord.title,
        sub=_("%(many)d parties: %(names)s") % {"many": len(parties), "names": names},
        day=accord.active_since,
        until=None if force else text.sign_by,
        mark="done" if force else _ACCORD[accord.state],
        grade=_grade(text) if force else 1,
        url=reverse("accords:accord", args=[accord.pk]),
        say=_("%(names)s signed “%(title)s”, in force since %(day)s.")
        % {"names": names, "title": accord.title, "day": day_and_year(accord.active_since)}
        if force is not None and accord.active_since is not None
        else "",
        not_yet=() if force else (_unsigned(accord),),
    )


def _grade(text: TextVersion) -> int:
    """All signed the same bytes: both agree. Of before: a document if its scan is kept."""
    if not text.of_before:
        return 3
    return 2 if text.scan_id is not None else 1


def _unsigned(accord: Accord) -> NotYet:
    return NotYet(
        _("“%(title)s has been signed”") % {"title": accord.title},
        _("Its state is: %(state)s.") % {"state": accord.get_state_display()},
        reverse("accords:accord", args=[accord.pk]),
        _("To the accord"),
    )


def _clause(accord: Accord, clause: Clause) -> Step:
    done = clause.state == ClauseState.FULFILLED
    who = "、".join(owner.label for owner in clause.owners.all())
    return Step(
        Stage.CLAUSE,
        _("Clause %(order)d: %(heading)s") % {"order": clause.order, "heading": clause.heading},
        sub=clause.note or " ".join(filter(None, [who, clause.get_state_display()])),
        day=clause.settled_on if done else None,
        until=None if done else clause.due,
        mark=_CLAUSE[clause.state],
        grade=1 if done else None,
        url=reverse("accords:clause", args=[clause.pk]),
        say=_("What clause %(order)d of “%(title)s” promises is done: %(heading)s.")
        % {"order": clause.order, "title": accord.title, "heading": clause.heading},
        not_yet=_overdue(clause) if clause.state == ClauseState.OVERDUE else (),
    )


def _overdue(clause: Clause) -> tuple[NotYet, ...]:
    return (
        NotYet(
            _("“%(heading)s has been done”") % {"heading": clause.heading},
            _("It was due on %(day)s and nobody has said what became of it.")
            % {"day": day_and_year(clause.due) if clause.due else ""},
            reverse("accords:clause", args=[clause.pk]),
            _("Say how it stands"),
        ),
    )
