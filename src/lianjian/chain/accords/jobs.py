"""What the calendar does by itself, once a day: it lets time run out and shows what is overdue.

Each step is its own command, so that one that is overtaken by a person leaves the others alone.
"""

from __future__ import annotations

from lianjian.ground.core import actors, clock
from lianjian.ground.core.verdicts import Refused

from . import selectors, services
from .life import AccordState


def let_texts_lapse() -> int:
    """Let texts go whose last day to sign has passed; gives how many. Silence never signs."""
    calendar = actors.system("the last day to sign has passed")
    gone = 0
    for accord in selectors.accords(calendar.scope, state=AccordState.SIGNING):
        text = selectors.text_in_hand(accord)
        if text is None or text.sign_by is None or text.sign_by >= clock.today():
            continue
        give_up = services.fall_back if selectors.text_in_force(accord) else services.lapse
        try:
            give_up(calendar, accord=accord)
            gone += 1
        except Refused:  # Somebody signed or sent it back this very moment: then it is theirs.
            continue
    return gone


def let_clauses_fall_due() -> int:
    """Show as overdue what was promised for a day that has passed; gives how many."""
    calendar = actors.system("the day has passed")
    shown = 0
    for clause in selectors.promises_past_due(calendar.scope, on=clock.today()):
        try:
            services.fall_due(calendar, clause=clause)
            shown += 1
        except Refused:  # Somebody said a moment ago what became of it.
            continue
    return shown
