"""The canonical text of a version: what is frozen, hashed, printed and signed."""

from __future__ import annotations

import json
from typing import Any

from lianjian.ground.core import crypto

from ..models import Accord, AccordParty, GroupMember, JointBody, TextVersion

FORMAT = 1
"""Written into every text, so that a later layout never reads an earlier one by mistake."""


def canonical(text: dict[str, Any]) -> str:
    """The one way to write a text down: sorted keys, no blanks, no escapes."""
    return json.dumps(text, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(canonical_text: str) -> str:
    """SM3 over the canonical text, hexadecimal: what the pages themselves can print."""
    return crypto.sm3(canonical_text.encode()).hex()


def grouped(hexadecimal: str, size: int = 8) -> list[str]:
    """A digest in groups that people can compare."""
    return [hexadecimal[at : at + size] for at in range(0, len(hexadecimal), size)]


def of(accord: Accord, version: TextVersion) -> dict[str, Any]:
    """Everything that this version says, as plain values; nothing that can change afterwards."""
    parties = list(version.parties.all())
    return {
        "format": FORMAT,
        "code": accord.code,
        "title": version.title,
        "number": version.document_number,
        "version": version.number,
        "demo": accord.is_demo,
        "parties": [_party(party) for party in parties],
        "body": _body(version.body) if version.body else None,
        "preamble": paragraphs(version.preamble),
        "principle": paragraphs(version.principle),
        "clauses": _clauses(version, parties),
        "in_turn": version.in_turn,
        "replaces": _replaced(accord, version),
    }


def _replaced(accord: Accord, version: TextVersion) -> dict[str, Any] | None:
    """Which text this one takes the place of once it is signed, if one is in force."""
    from ..selectors import text_in_force

    present = text_in_force(accord)
    if present is None or present.pk == version.pk or present.in_force_from is None:
        return None
    return {"version": present.number, "since": present.in_force_from.isoformat()}


def paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def characters(text: dict[str, Any]) -> str:
    """Every character that a text would put on paper, for the check of the glyphs."""
    parts = [text["title"], text["number"], *text["preamble"], *text["principle"]]
    for party in text["parties"]:
        parts += [party["name"], *(member["name"] for member in party["members"])]
    for clause in text["clauses"]:
        parts += [clause["heading"], *clause["text"]]
    parts += list((text["body"] or {}).values())
    return "".join(parts)


def _party(party: AccordParty) -> dict[str, Any]:
    members = list(party.members.all())
    return {
        "label": party.label,
        "name": party.name,
        "kind": party.kind,
        "quorum": party.quorum,
        "members": [{"name": one.name, "signer": _signer(one)} for one in members],
    }


def _signer(member: GroupMember) -> str:
    return "first_secretary" if member.posting_id else "branch"


def _body(body: JointBody) -> dict[str, str]:
    return {
        "name": body.name,
        "committee": body.approved_by,
        "approval_number": body.approval_number,
        "approved_on": body.approved_on.isoformat() if body.approved_on else "",
    }


def _clauses(version: TextVersion, parties: list[AccordParty]) -> list[dict[str, Any]]:
    from ..selectors import clauses_of

    labels = {party.pk: party.label for party in parties}
    return [
        {
            "heading": clause.heading,
            "text": paragraphs(clause.text),
            "owners": sorted(
                (labels[owner.pk] for owner in clause.owners.all()),
                key=list(labels.values()).index,
            ),
            "due": clause.due.isoformat() if clause.due else "",
        }
        for clause in clauses_of(version)
    ]
