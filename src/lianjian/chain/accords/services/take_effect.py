from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lianjian.chain.pairing import services as pairing
from lianjian.chain.pairing.life import PairingState
from lianjian.ground.core import canonical, clock, files
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.journal import selectors as journal

from .. import paper, policy, selectors
from ..life import ACCORD
from ..models import Accord, AccordParty, Clause, Signature, TextVersion
from . import writing
from .completeness import newest_text
from .open_for_signing import PDF


@command("accords.take_effect", policy=policy.may_take_effect)
def take_effect(actor: Actor, *, accord: Accord) -> Accord:
    """Bring an accord that everyone has signed into force. Only *sign* does this.

    Makes the second file once: the pages that were signed, and a page of signatures with the
    journal's head as it was before this command (a command's own lines are written last). The
    text before it, if any, ends; what was done under its clauses goes on counting. The pairings
    behind the accord begin.
    """
    accord = Accord.get_within(actor.scope, pk=accord.pk)
    version = newest_text(accord)
    if not everyone_signed(version):
        raise Invalid(_("Not everyone has signed this text."))
    today = clock.today()
    before = selectors.text_in_force(accord)
    if before is not None:
        before.in_force_to = today
        before.save(update_fields=["in_force_to"])
    _make_signed_file(accord, version, today)
    _carry_over(version)
    ACCORD.move(accord, "take_effect", scope=actor.scope, active_since=accord.active_since or today)
    writing.make_known(accord)
    for one in selectors.pairings_behind(accord).filter(state=PairingState.AGREED):
        pairing.begin(actor, pairing=one, backing=canonical.label(accord), since=today)
    return accord


def everyone_signed(version: TextVersion) -> bool:
    """Whether every party has the signatures it needs under exactly this text's bytes."""
    if version.unsigned is None:
        return False
    signed: dict[int, int] = {}
    for signature in version.signatures.filter(digest=version.unsigned.digest):
        signed[signature.party_id] = signed.get(signature.party_id, 0) + 1
    parties = list(version.parties.all())
    return bool(parties) and all(signed.get(one.pk, 0) >= one.quorum for one in parties)


def _make_signed_file(accord: Accord, version: TextVersion, today: dt.date) -> None:
    assert version.unsigned is not None  # noqa: S101 - everyone_signed has looked
    seq, head = journal.head()
    content = particulars(accord, version, head=(seq, head))
    made = paper.typeset.signed(
        content,
        file=files.path_of(version.unsigned),
        address=version.address or accord.code,
    )
    version.signed = files.store(made, media_type=PDF)
    version.head_seq, version.head_digest, version.in_force_from = seq, head, today
    version.save(update_fields=["signed", "head_seq", "head_digest", "in_force_from"])


def particulars(accord: Accord, version: TextVersion, *, head: tuple[int, str]) -> dict[str, Any]:
    """What the page of signatures prints."""
    assert version.unsigned is not None  # noqa: S101 - only a frozen text has signatures
    signatures = list(version.signatures.select_related("member"))
    return {
        "title": version.title,
        "number": version.document_number,
        "demo": accord.is_demo,
        "version": version.number,
        "code": accord.code,
        "digest": paper.text.grouped(version.text_digest),
        "file_digest": paper.text.grouped(version.unsigned.digest),
        "head_seq": head[0],
        "head_digest": paper.text.grouped(head[1]),
        "completed_at": _moment(max(one.signed_at for one in signatures)),
        "parties": [_party(party, signatures) for party in selectors.parties_of(version)],
    }


def _party(party: AccordParty, signatures: list[Signature]) -> dict[str, Any]:
    return {
        "label": party.label,
        "name": party.name,
        "members": len(party.members.all()),
        "quorum": party.quorum,
        "signatures": [
            {"as": _line(one), "at": _moment(one.signed_at)}
            for one in signatures
            if one.party_id == party.pk
        ],
    }


def _line(signature: Signature) -> str:
    if signature.member is None:
        return signature.signed_as
    return f"{signature.member.name}（{signature.signed_as}）"


def _moment(at: dt.datetime) -> str:
    local = timezone.localtime(at)
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"


def _carry_over(version: TextVersion) -> None:
    for clause in version.clauses.filter(continues__isnull=False).select_related("continues"):
        old = clause.continues
        if isinstance(old, Clause):
            clause.state, clause.note, clause.settled_on = old.state, old.note, old.settled_on
            clause.settled_by = old.settled_by
            clause.save(update_fields=["state", "note", "settled_on", "settled_by"])
