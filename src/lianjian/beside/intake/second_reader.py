"""The second reader of texts: an OpenAI-compatible endpoint that the operator may name.

Off unless it is named; then the clean text of what is handed in, with the names in it, goes there.
Nothing of what comes back is believed (``engine.text.facts.second_reader``). Whatever goes wrong
with it, the reading goes on without.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from lianjian.engine.text import facts as engine
from lianjian.engine.text.facts import second_reader
from lianjian.engine.text.facts.second_reader import Heard, Rubbish
from lianjian.ground.core import outbound
from lianjian.ground.core.outbound import host_and_port
from lianjian.ground.core.verdicts import Refused, Text

LONGEST_REPLY = 4096
"""Tokens of an answer: about three hundred facts."""

REST = 300
"""Seconds for which one that was not reached is left alone: no text waits for it meanwhile."""
log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Rest:
    """Until when this process leaves it alone, by its own clock."""

    until: float = 0.0


_rest = _Rest()
Asks = Callable[[list[dict[str, str]]], str]
"""Carries messages to the second reader and brings its answer. Raises Refused and Rubbish."""


def is_on() -> bool:
    return bool(settings.SECOND_READER)


def name() -> str:
    """Who it is, for people and for the journal: its model and where it stands."""
    asked = urlsplit(settings.SECOND_READER)
    host = asked.hostname if asked.port is None else f"{asked.hostname}:{asked.port}"
    return f"{settings.SECOND_READER_MODEL} @ {host}"


def notice() -> str:
    """What whoever hands a text in must know before: that it leaves, and where it goes."""
    if not is_on():
        return ""
    return _(
        "What you hand in is also sent to a second reader (%(who)s), with the names that are in it."
    ) % {"who": name()}


def answer(messages: list[dict[str, str]]) -> str:
    """What it says to these messages. Raises Refused and Rubbish."""
    asked = {
        "model": settings.SECOND_READER_MODEL,
        "messages": messages,
        "temperature": 0,
        "max_tokens": LONGEST_REPLY,
        "stream": False,
    }
    headers = {"Content-Type": "application/json"}
    if settings.SECOND_READER_KEY:
        headers["Authorization"] = f"Bearer {settings.SECOND_READER_KEY}"
    url = f"{settings.SECOND_READER.rstrip('/')}/chat/completions"
    reply = outbound.fetch(
        url,
        method="POST",
        content=json.dumps(asked, ensure_ascii=False).encode("utf-8", "replace"),
        headers=headers,
        seconds=settings.SECOND_READER_SECONDS,
        inside=_is_inside(),
    )
    if reply.status != 200:
        raise outbound.NotReached(_("It answered with status %(code)s.") % {"code": reply.status})
    return _said(reply.body)


def _is_inside() -> bool:
    """Whether it is the host that the operator named inside; the door looks once more."""
    scheme, _colon, rest = settings.SECOND_READER.partition("://")
    where = rest.partition("/")[0]
    port = {"http": 80, "https": 443}.get(scheme, 0)
    named = host_and_port(settings.OUTBOUND_INSIDE)
    return bool(named[1]) and named in (host_and_port(where), host_and_port(f"{where}:{port}"))


def _said(body: bytes) -> str:
    try:
        found: Any = json.loads(body)
        said = found["choices"][0]["message"]["content"]
    except (ValueError, RecursionError, LookupError, TypeError):
        raise Rubbish("reply") from None
    if not isinstance(said, str):
        raise Rubbish("reply")
    return said


def heard(
    text: str, first: Sequence[engine.Fact], *, asks: Asks, **read_with: Any
) -> tuple[Heard, Text]:
    """What counts of what it says, and a sentence on how it went, for the page of the text: said
    in the language of whoever it is shown to.

    ``read_with`` are the lexicon and the day of publication. Raises nothing.
    """
    if time.monotonic() < _rest.until:
        return Heard(), _resting()
    try:
        said = asks(second_reader.messages(text))
        found = second_reader.heard(said, text, first, **read_with)
    except outbound.NotReached as refusal:
        _rest.until = time.monotonic() + REST
        return Heard(), _unread(str(refusal))
    except Refused as refusal:
        return Heard(), _unread(str(refusal))
    except Rubbish:
        return Heard(), _rubbish()
    except Exception as surprise:  # noqa: BLE001 - whatever it is, the reading goes on without
        log.warning("The second reader: %s", type(surprise).__name__)
        return Heard(), _rubbish()
    return found, _read(found, len(text))


def _resting_now() -> str:
    return _("The second reader gave no answer a moment ago; this text was read without it.")


def _unread_now(why: str) -> str:
    return _("The second reader did not read this text. %(why)s") % {"why": why}


def _rubbish_now() -> str:
    return _("The second reader answered with what is no answer; it was left out.")


def _read_now(found: Heard, length: int) -> str:
    told = _(
        "A second reader (%(who)s) read this text too: it points at %(both)s things as we do, at "
        "%(new)s more that wait for your look, and at %(dropped)s that the text does not say."
    ) % {
        "who": name(),
        "both": len(found.both),
        "new": len(found.new),
        "dropped": sum(found.dropped.values()),
    }
    if length > second_reader.MOST:
        told += " " + _("It was shown the first %(most)s characters.") % {
            "most": f"{second_reader.MOST:,}"
        }
    return told


_resting = lazy(_resting_now, str)
_unread = lazy(_unread_now, str)
_rubbish = lazy(_rubbish_now, str)
_read = lazy(_read_now, str)
