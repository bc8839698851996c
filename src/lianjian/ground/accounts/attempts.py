"""How often somebody may try to get in (T16).

Per account: from the fifth failure within a quarter of an hour each further try has to wait a
little longer, the tenth closes the door for a quarter of an hour. Per address: a hundred failures
in a quarter of an hour, and strangers from there have to wait; a browser in which somebody has
signed in before is no stranger (``known``), counts for itself, and so neither neighbours behind
one address nor a malicious caller can lock an owner out of their own browser.

Counted in the database, so that the limit is one for all workers: a try is written down before
the others are counted, so tries at the same moment see each other and can only be too many.
"""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock, crypto
from lianjian.ground.core.verdicts import Text

from .models import Attempt

WINDOW = dt.timedelta(minutes=15)
DELAY_FROM, LOCK_AT = 5, 10
STRANGERS_AT = 100
SPRAY_AT = 500
FIRST_DELAY = dt.timedelta(seconds=15)

_log = logging.getLogger("lianjian.accounts")


@dataclass(frozen=True, slots=True)
class Try:
    """One try that has been written down; ``wait`` says why it may not go on, empty if it may."""

    rows: tuple[int, ...]
    wait: Text = ""

    def forget(self) -> None:
        """It was no failure after all (it succeeded, or was refused unread)."""
        Attempt.objects.filter(pk__in=self.rows).delete()


def _key(kind: str, what: str) -> str:
    return crypto.keyed_digest("attempts", f"{kind}:{what}".encode()).hex()


def begin(*, account: str, address: str, known: str = "") -> Try:
    """Write a try down and say whether it may go on.

    ``account`` is what is tried at, ``address`` where from; ``known`` the mark of a browser in
    which this account has signed in before, empty for a stranger.
    """
    now = clock.now()
    own = _key("known", known) if known else _key("account", account)
    waits = [_wait_for_account(_write(own, now), own, now)]
    if not known:
        where = _key("address", address)
        waits.append(_wait_for_address(_write(where, now), where, now))
    rows = tuple(row for row, _wait in waits)
    wait = next((wait for _row, wait in waits if wait), "")
    made = Try(rows, wait)
    if wait:
        made.forget()
    _notice_a_spray(now)
    return made


def begin_guessing(address: str) -> Try:
    """Write down a try at the code of a slip, which belongs to no account before it is right."""
    now = clock.now()
    where = _key("slip", address)
    row, wait = _wait_for_address(_write(where, now), where, now)
    made = Try((row,), wait)
    if wait:
        made.forget()
    return made


def _write(who: str, now: dt.datetime) -> int:
    return Attempt.objects.create(who=who, at=now).pk


def _wait_for_account(row: int, who: str, now: dt.datetime) -> tuple[int, Text]:
    failed = _failures(row, who, now - 2 * WINDOW)
    # The lock counts from the tenth failure, so the first of the ten may be older than WINDOW.
    tenth = failed[LOCK_AT - 1] if len(failed) >= LOCK_AT else None
    if tenth is not None and failed[0] - tenth < WINDOW and now < failed[0] + WINDOW:
        return row, _ask_to_wait(failed[0] + WINDOW - now)
    recent = [at for at in failed if at > now - WINDOW]
    if len(recent) >= DELAY_FROM:
        delay = FIRST_DELAY * 2 ** (len(recent) - DELAY_FROM)
        if now < recent[0] + delay:
            return row, _ask_to_wait(recent[0] + delay - now)
    return row, ""


def _wait_for_address(row: int, who: str, now: dt.datetime) -> tuple[int, Text]:
    failed = _failures(row, who, now - WINDOW)
    if len(failed) < STRANGERS_AT:
        return row, ""
    _log.warning("Many failed sign-ins from one address within a quarter of an hour.")
    return row, _ask_to_wait(failed[STRANGERS_AT - 1] + WINDOW - now)


def _failures(row: int, who: str, since: dt.datetime) -> list[dt.datetime]:
    """When others than ``row`` were written down, the latest first."""
    rows = Attempt.objects.filter(who=who, at__gt=since).exclude(pk=row)
    return list(rows.order_by("-at", "-pk").values_list("at", flat=True)[:STRANGERS_AT])


def _ask_to_wait(left: dt.timedelta) -> Text:
    seconds = max(1, round(left.total_seconds()))
    if seconds < 90:
        return _("Too many tries. Wait %(seconds)s seconds, then try again.") % {"seconds": seconds}
    return _("Too many tries. Wait %(minutes)s minutes, then try again.") % {
        "minutes": -(-seconds // 60)
    }


def _notice_a_spray(now: dt.datetime) -> None:
    """Tell the operator when many accounts are tried at; sweep what is older than a day."""
    Attempt.objects.filter(at__lt=now - dt.timedelta(days=1)).delete()
    total = Attempt.objects.filter(at__gt=now - WINDOW).count()
    if total >= SPRAY_AT and total % SPRAY_AT < 2:
        _log.warning(
            "%s failed sign-ins within a quarter of an hour: passwords are sprayed.", total
        )
