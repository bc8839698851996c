"""What anybody may learn of an accord from its code or its file: no persons, no clauses.

Verification accepts either of two files, says which it is, and refuses any other byte.
"""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from dataclasses import dataclass
from typing import Literal

from django.db.models import Prefetch, Q

from lianjian.ground.core import crypto
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import ScopedQuerySet

from .life import AccordState
from .models import AccordParty, GroupMember, Signature, TextVersion
from .paper.text import grouped

PUBLIC = Scope.of_everything()
"""A code is given to whoever may verify with it: scope does not enter. ``_public`` below decides
what is told."""

Standing = Literal["signing", "in_force", "was_in_force", "over", "not_signed"]


@dataclass(frozen=True, slots=True)
class PublicParty:
    """A party as the text names it, and how many of the needed signatures are there."""

    label: str
    name: str
    is_group: bool
    signed: int
    needed: int
    members: int

    @property
    def is_complete(self) -> bool:
        return self.signed >= self.needed


@dataclass(frozen=True, slots=True)
class PublicText:
    """One text that was opened for signing."""

    code: str
    title: str
    number: str
    version: int
    is_demo: bool
    standing: Standing
    opened: dt.datetime
    sign_by: dt.date | None
    in_force_from: dt.date | None
    in_force_to: dt.date | None
    state: str
    """Of the accord, in words."""
    text_digest: str
    parties: tuple[PublicParty, ...]

    @property
    def grouped_digest(self) -> str:
        """In groups of eight, as at the foot of the pages."""
        return " ".join(grouped(self.text_digest))


@dataclass(frozen=True, slots=True)
class Match:
    """A file that is, byte for byte, one of the two of a text."""

    text: PublicText
    kind: Literal["unsigned", "signed"]


def tidy(typed: str) -> str:
    """A code as it is kept, however it was typed: 7k3m 92qx 4dta → 7K3M-92QX-4DTA."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    letters = "".join(one for one in plain if one.isascii() and one.isalnum())[:20]
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def texts_of(code: str) -> list[PublicText]:
    """The texts behind a code that were ever opened for signing, newest first; maybe none."""
    rows = _opened().filter(accord__code=tidy(code))
    return [_public(version) for version in rows.order_by("-number")]


def match(data: bytes) -> Match | None:
    """Which file these very bytes are, or None for any other byte."""
    digest = crypto.sm3(data).hex()
    version = _opened().filter(Q(unsigned__digest=digest) | Q(signed__digest=digest)).first()
    if version is None:
        return None
    is_signed = version.signed is not None and version.signed.digest == digest
    return Match(_public(version), "signed" if is_signed else "unsigned")


def _opened() -> ScopedQuerySet[TextVersion]:
    rows = TextVersion.within(PUBLIC).filter(frozen_at__isnull=False)
    return rows.select_related("accord", "unsigned", "signed")


def _public(version: TextVersion) -> PublicText:
    # From the frozen text, not from the rows: what was signed cannot be renamed afterwards.
    text = json.loads(version.text)
    accord = version.accord
    assert version.frozen_at is not None  # noqa: S101 - _opened asks for it
    return PublicText(
        code=accord.code,
        title=text["title"],
        number=text["number"],
        version=text["version"],
        is_demo=text["demo"],
        standing=_standing(version),
        opened=version.frozen_at,
        sign_by=version.sign_by,
        in_force_from=version.in_force_from,
        in_force_to=version.in_force_to,
        state=accord.get_state_display(),
        text_digest=version.text_digest,
        parties=tuple(_party(party) for party in _parties(version)),
    )


def _standing(version: TextVersion) -> Standing:
    if version.is_in_force:
        return "in_force"
    if version.in_force_from is not None:
        return "over" if _was_the_last(version) else "was_in_force"
    is_open = version.accord.state == AccordState.SIGNING and not version.outcome
    return "signing" if is_open else "not_signed"


def _was_the_last(version: TextVersion) -> bool:
    """Whether a text bound until its accord ended or was terminated, and no later one took over."""
    accord = version.accord
    if accord.state not in (AccordState.ENDED, AccordState.TERMINATED):
        return False
    later = TextVersion.within(PUBLIC).filter(accord=accord, number__gt=version.number)
    return not later.filter(in_force_from__isnull=False).exists()


def _parties(version: TextVersion) -> list[AccordParty]:
    members = Prefetch("members", queryset=GroupMember.within(PUBLIC))
    signatures = Prefetch("signatures", queryset=Signature.within(PUBLIC))
    rows = AccordParty.within(PUBLIC).filter(version=version).order_by("order")
    return list(rows.prefetch_related(members).prefetch_related(signatures))


def _party(party: AccordParty) -> PublicParty:
    return PublicParty(
        label=party.label,
        name=party.name,
        is_group=party.is_group,
        signed=len(party.signatures.all()),
        needed=party.quorum,
        members=len(party.members.all()),
    )
