"""What the pages of an accord draw, gathered for one reader."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianjian.ground.accounts import selectors as accounts
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.verdicts import Text
from lianjian.ground.journal import telling

from . import events, policy, selectors
from .forms import CommentForm, DayForm, ReasonForm, ScanForm
from .life import ACCORD, OVER, AccordState, ClauseState
from .models import (
    Accord,
    AccordParty,
    Clause,
    Comment,
    GroupMember,
    Signature,
    SigningEvent,
    TextVersion,
)
from .services.completeness import gaps, told_places
from .showing_sides import sides_of

MARKS = {
    AccordState.DRAFT: "plan",
    AccordState.CONSULTING: "going",
    AccordState.SIGNING: "going",
    AccordState.ACTIVE: "done",
    AccordState.ENDED: "none",
    AccordState.TERMINATED: "none",
    AccordState.LAPSED: "none",
}
CLAUSE_MARKS = {
    ClauseState.PROMISED: "plan",
    ClauseState.UNDER_WAY: "going",
    ClauseState.FULFILLED: "done",
    ClauseState.OVERDUE: "late",
    ClauseState.WAIVED: "none",
}


@dataclass(frozen=True, slots=True)
class MemberRow:
    member: GroupMember
    signature: Signature | None


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party, its members, and who has signed; ``pips`` for n of m, the needed ones marked.

    ``answer`` is the last thing that it said to the text in consultation.
    """

    party: AccordParty
    signature: Signature | None
    members: tuple[MemberRow, ...]
    answer: Comment | None = None

    @property
    def signed(self) -> int:
        if self.party.is_group:
            return sum(1 for row in self.members if row.signature is not None)
        return 1 if self.signature is not None else 0

    @property
    def lacking(self) -> int:
        return max(self.party.quorum - self.signed, 0)

    @property
    def mark(self) -> str:
        if not self.lacking:
            return "done"
        return "going" if self.signed else "plan"

    @property
    def pips(self) -> list[tuple[bool, bool]]:
        """(signed, last one that is needed) for each member, signed ones first."""
        return [
            (place < self.signed, place == self.party.quorum - 1)
            for place in range(len(self.members))
        ]


@dataclass(frozen=True, slots=True)
class ClauseRow:
    clause: Clause
    mark: str
    who: str
    is_everyone: bool
    grade: int | None
    comments: tuple[Comment, ...]


def party_rows(version: TextVersion) -> list[PartyRow]:
    """Every party of a text with its signatures."""
    signatures = {(one.party_id, one.member_id): one for one in version.signatures.all()}
    answers = {one.party_id: one for one in selectors.comments_on(version)}
    return [
        PartyRow(
            party=party,
            signature=signatures.get((party.pk, None)),
            members=tuple(
                MemberRow(member, signatures.get((party.pk, member.pk)))
                for member in party.members.all()
            ),
            answer=answers.get(party.pk),
        )
        for party in selectors.parties_of(version)
    ]


def clause_rows(version: TextVersion, parties: int) -> list[ClauseRow]:
    """The work plan: the clauses of a text with what became of them and what was said."""
    comments: dict[int | None, list[Comment]] = {}
    for comment in selectors.comments_on(version):
        comments.setdefault(comment.clause_id, []).append(comment)
    return [
        ClauseRow(
            clause=clause,
            mark=CLAUSE_MARKS[ClauseState(clause.state)] if version.in_force_from else "none",
            who="、".join(owner.label for owner in clause.owners.all()),
            is_everyone=len(clause.owners.all()) == parties,
            grade=1 if clause.state == ClauseState.FULFILLED else None,
            comments=tuple(comments.get(clause.pk, ())),
        )
        for clause in selectors.clauses_of(version)
    ]


def accord_page(actor: Actor, accord: Accord, *, site: str) -> dict[str, Any]:
    """The page of an accord (screen 05)."""
    texts = list(selectors.versions(accord))
    text = texts[-1]
    force = next((one for one in texts if one.is_in_force), None)
    shown = _shown(accord, texts)
    rows = party_rows(shown)
    places = selectors.places_of(actor, shown)
    steers = policy.steers(actor, accord)
    return {
        "accord": accord,
        "mark": MARKS[AccordState(accord.state)],
        "text": shown,
        "force": force,
        "texts": list(reversed(texts)),
        "parties": rows,
        "clauses": clause_rows(shown, len(rows)),
        "general_comments": selectors.comments_on(shown).filter(clause=None),
        "sides": sides_of(actor, accord, force or text),
        "pairings": selectors.pairings_behind(accord) if steers or places else (),
        "steers": steers,
        "head_number": _headed(accord, texts).number,
        "lacks": _lacks(accord, shown, rows) if steers and _is_on_its_way(shown) else [],
        "being_revised": accord.state == AccordState.DRAFT and text.sent_at is not None,
        "any_comments": any(row.answer for row in rows),
        "may": _verbs(accord, steers=steers, amends=force is not None),
        "my_place": next((place for place in places if place.may_sign_now), None),
        "after": next((place.after for place in places if not place.signed), None),
        "speaks": places[0] if places else None,
        "may_comment": accord.state == AccordState.CONSULTING and (steers or bool(places)),
        "verify_address": site.rstrip("/") + reverse("verify", args=[accord.code]),
        "lines": telling.history_of(accord, *texts, *_signatures(texts)),
        "day_form": DayForm(),
        "reason_form": ReasonForm(),
        "comment_form": CommentForm(),
        "scan_form": ScanForm() if steers and shown.of_before else None,
    }


def _shown(accord: Accord, texts: list[TextVersion]) -> TextVersion:
    """The text that a page is about: the one in hand, unless it was given up or the accord is over
    and one has bound; then that one."""
    bound = next((one for one in reversed(texts) if one.in_force_from is not None), None)
    if bound is not None and (texts[-1].outcome or accord.state in OVER):
        return bound
    return texts[-1]


def _headed(accord: Accord, texts: list[TextVersion]) -> TextVersion:
    """The text of which the accord's state is said."""
    if accord.state == AccordState.ACTIVE or accord.state in OVER:
        return _shown(accord, texts)
    return texts[-1]


def _is_on_its_way(version: TextVersion) -> bool:
    """Whether a text can still be put right: not frozen, not given up, and not of before."""
    return not (version.unsigned_id or version.of_before or version.outcome)


def _lacks(accord: Accord, version: TextVersion, parties: list[PartyRow]) -> list[Text]:
    """What an issuer had better put right before the text is signed."""
    lacks: list[Text] = []
    if other := selectors.numbered_alike(version):
        lacks.append(_("“%(title)s” bears the same document number") % {"title": other.title})
    clauses = list(selectors.clauses_of(version))
    if silent := [row.party.label for row in parties if not row.answer] if version.sent_at else []:
        lacks.append(_("has not answered this text: %(who)s") % {"who": "、".join(silent)})
    if mute := [row.party.label for row in parties if not _can_sign(row.party)]:
        lacks.append(_("nobody here can sign for: %(who)s") % {"who": "、".join(mute)})
    if places := gaps(version):
        lacks.append(_("a gap (……) is open in: %(where)s") % {"where": told_places(places)})
    if nobody := [one.order for one in clauses if not one.owners.all()]:
        lacks.append(_("nobody is named as promising: %(which)s") % {"which": told_places(nobody)})
    if undated := [one.order for one in clauses if one.due is None]:
        lacks.append(_("no last day is set for: %(which)s") % {"which": told_places(undated)})
    return lacks if parties else []


def _can_sign(party: AccordParty) -> bool:
    """Whether enough of its sides have anybody in this system who could sign."""
    hosts = [member.branch.host for member in party.members.all()]
    if not party.is_group and (host := party.branch.host if party.branch else party.organisation):
        hosts = [host]
    return sum(accounts.somebody_speaks_for(one) for one in hosts) >= party.quorum


def _signatures(texts: list[TextVersion]) -> list[Signature]:
    return [one for text in texts for one in text.signatures.all()]


def _verbs(accord: Accord, *, steers: bool, amends: bool) -> dict[str, bool]:
    """The issuer's buttons: what the life allows from here, and what makes sense."""
    if not steers:
        return {}
    may = dict.fromkeys(ACCORD.verbs_from(accord.state), True)
    may["revise"] = accord.state in (AccordState.DRAFT, AccordState.CONSULTING)
    may["fall_back"] = may.get("fall_back", False) and amends
    may["lapse"] = may.get("lapse", False) and not amends
    return may


def event_page(actor: Actor, event: SigningEvent) -> dict[str, Any]:
    """The page of a signing event: its accords, how far each is, and what comes next."""
    rows = events.progress(actor.scope, event)
    states = {row.accord.state for row in rows}
    runs = bool(policy.may_run_event(actor, event=event))
    return {
        "event": event,
        "rows": rows,
        "in_force": sum(1 for row in rows if row.mark == "done"),
        "runs": runs,
        "waiting": events.waiting_for(actor, event) if actor.may_sign else [],
        "may_gather": events.may_be_gathered(actor, event) if runs else (),
        "may_consult": runs and AccordState.DRAFT in states,
        "may_open": runs and AccordState.CONSULTING in states,
        "has_files": any(row.accord.active_since for row in rows),
        "lines": telling.history_of(event),
    }


def text_to_read(text: TextVersion) -> dict[str, Any]:
    """The frozen text with its days as days."""
    said: dict[str, Any] = json.loads(text.text)
    for clause in said["clauses"]:
        clause["due"] = dt.date.fromisoformat(clause["due"]) if clause["due"] else None
    return said


def sign_page(actor: Actor, accord: Accord) -> dict[str, Any] | None:
    """What a signer reads before they sign; None when nothing here waits for them."""
    text = selectors.text_in_hand(accord)
    if accord.state != AccordState.SIGNING or text is None or text.unsigned is None:
        return None
    places = [place for place in selectors.places_of(actor, text) if not place.signed]
    if not places:
        return None
    return {
        "accord": accord,
        "text": text,
        "said": text_to_read(text),
        "place": places[0],
        "others": places[1:],
        "parties": party_rows(text),
        "reason_form": ReasonForm(),
    }
