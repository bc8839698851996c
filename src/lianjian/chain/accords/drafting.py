"""The form of a text: a head, parties and clauses, rows added with or without JavaScript."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from lianjian.chain.pairing.models import Pairing
from lianjian.ground.core.actors import Actor
from lianjian.ground.organisations.models import Organisation

from . import selectors
from .contents import ClauseDraft, Contents, PartyDraft
from .forms import ClauseForm, PartyForm, TextForm
from .models import Accord, TextVersion
from .models.party import MOST_PARTIES, label_of
from .rows import Row, Rows, blank
from .services.completeness import FEWEST_PARTIES
from .services.writing import MOST_CLAUSES
from .templates_of_clauses import WHOLE_BY_KEY

PARTY_FIELDS = ("who", "members", "quorum", "by_posting")
CLAUSE_FIELDS = ("heading", "text", "due", "area", "continues")


class Drafting:
    """Three sets of forms that are one text. ``data`` None: nothing was sent yet."""

    def __init__(
        self,
        actor: Actor,
        *,
        data: QueryDict | None = None,
        head: Row | None = None,
        parties: list[Row] | None = None,
        clauses: list[Row] | None = None,
    ) -> None:
        self.actor, self.data, self.keeps_draft = actor, data, True
        self.head = TextForm(data, actor=actor, initial=head)
        rows = parties if parties is not None else blank(FEWEST_PARTIES)
        count = _count(data, "parties", len(rows), MOST_PARTIES)
        self.parties = [
            PartyForm(data, prefix=f"party-{at}", initial=_at(rows, at), scope=actor.scope)
            for at in range(count)
        ]
        lines = clauses if clauses is not None else blank(1)
        self.clauses = [
            ClauseForm(data, prefix=f"clause-{at}", initial=_at(lines, at), parties=count)
            for at in range(_count(data, "clauses", len(lines), MOST_CLAUSES))
        ]

    @property
    def labelled_parties(self) -> list[tuple[str, PartyForm]]:
        return [(label_of(place), form) for place, form in enumerate(self.parties, start=1)]

    @property
    def parts(self) -> list[tuple[str, Any]]:
        """The forms of parties and clauses, each under the name that people know it by."""
        clauses = enumerate(self.clauses, start=1)
        named = [(_("clause %(place)s") % {"place": place}, form) for place, form in clauses]
        return [*self.labelled_parties, *named]

    @property
    def forms(self) -> list[Any]:
        return [self.head, *self.parties, *self.clauses]

    def is_valid(self) -> bool:
        # Every form is asked, so that the page shows all that is wrong at once.
        return [form.is_valid() for form in self.forms].count(False) == 0

    def contents(self) -> Contents:
        """What was written; rows left empty are left out, and owners follow their parties."""
        head = self.head.cleaned_data
        kept = [form for form in self.parties if _is_written(form, "who", "members")]
        places = {self.parties.index(form) + 1: new for new, form in enumerate(kept, start=1)}
        return Contents(
            title=head["title"],
            number=head["number"],
            preamble=head["preamble"],
            principle=head["principle"],
            in_turn=head["in_turn"],
            body=head["body"],
            pairings=tuple(head.get("pairings", ())),
            parties=tuple(_party(form) for form in kept),
            clauses=tuple(
                _clause(form, places) for form in self.clauses if _is_written(form, "heading")
            ),
        )

    @classmethod
    def changed(cls, actor: Actor, data: QueryDict, what: str) -> Drafting:
        """The same text with its rows changed: ``party`` or ``clause`` (one more),
        ``clause:<template>``, ``whole:<template>``, and of a row counted from 1 ``party-up:2``,
        ``party-out:2``, ``clause-up:2``, ``clause-out:2``. Anything else changes nothing."""
        rows = Rows(
            [_typed(data, f"party-{at}", PARTY_FIELDS) for at in _range(data, "parties")],
            [
                {**_typed(data, f"clause-{at}", CLAUSE_FIELDS), "owners": _owners(data, at)}
                for at in _range(data, "clauses")
            ],
        )
        head = _typed(data, "", ("title", "number", "preamble", "principle", "body"))
        kind, _colon, key = what.partition(":")
        if kind == "whole" and (whole := WHOLE_BY_KEY.get(key)):
            rows.take_over(whole)
            head["preamble"] = head["preamble"] or whole.preamble
            head["principle"] = head["principle"] or whole.principle
        else:
            rows.change(kind, key)
        head["pairings"] = data.getlist("pairings")
        head["in_turn"] = "in_turn" in data
        changed = cls(actor, head=head, parties=rows.parties, clauses=rows.clauses)
        # The device keeps drafts by the names of fields, which now mean other rows: what it kept
        # of the page before would be put over what has just been changed.
        changed.keeps_draft = False
        return changed

    @classmethod
    def of(cls, actor: Actor, accord: Accord, version: TextVersion) -> Drafting:
        """A text as it stands, to be changed."""
        return cls(
            actor,
            head={
                "title": version.title,
                "number": version.document_number,
                "preamble": version.preamble,
                "principle": version.principle,
                "in_turn": version.in_turn,
                "body": version.body_id,
                "pairings": [one.pk for one in selectors.pairings_of(version)],
            },
            parties=[_row_of_party(one) for one in selectors.parties_of(version)]
            or blank(FEWEST_PARTIES),
            clauses=[
                {
                    **{name: getattr(one, name) for name in ("heading", "text", "due", "area")},
                    "owners": [owner.order for owner in one.owners.all()],
                    "continues": one.continues_id,
                }
                for one in selectors.clauses_of(version)
            ]
            or blank(1),
        )

    @classmethod
    def begun(cls, actor: Actor, pairings: list[Pairing]) -> Drafting:
        """A new text between the branches of these pairings."""
        sides = {one.pk: one for pairing in pairings for one in (pairing.village, pairing.partner)}
        parties = [{"who": branch.name} for branch in sides.values()]
        return cls(actor, head={"pairings": [one.pk for one in pairings]}, parties=parties or None)


def _at(rows: list[Row], at: int) -> Row | None:
    return rows[at] if at < len(rows) else None


def _count(data: QueryDict | None, name: str, otherwise: int, most: int) -> int:
    if data is None:
        return otherwise
    typed = data.get(name, "")
    return min(int(typed), most) if typed.isdecimal() else otherwise


def _range(data: QueryDict, name: str) -> range:
    return range(_count(data, name, 0, max(MOST_PARTIES, MOST_CLAUSES)))


def _typed(data: QueryDict, prefix: str, names: tuple[str, ...]) -> Row:
    lead = f"{prefix}-" if prefix else ""
    return {name: data.get(f"{lead}{name}", "") for name in names}


def _owners(data: QueryDict, at: int) -> list[str]:
    return data.getlist(f"clause-{at}-owners")


def _is_written(form: Any, *names: str) -> bool:
    return any(form.cleaned_data.get(name) for name in names)


def _party(form: PartyForm) -> PartyDraft:
    cleaned = form.cleaned_data
    if members := cleaned.get("drafts"):
        return PartyDraft(name=cleaned["who"], members=members, quorum=cleaned["quorum"] or 0)
    found = cleaned["side"]
    if isinstance(found, Organisation):
        return PartyDraft(organisation=found)
    return PartyDraft(branch=found)


def _clause(form: ClauseForm, places: dict[int, int]) -> ClauseDraft:
    cleaned = form.cleaned_data
    return ClauseDraft(
        heading=cleaned["heading"],
        text=cleaned["text"],
        area=cleaned["area"],
        due=cleaned["due"],
        owners=tuple(places[owner] for owner in cleaned["owners"] if owner in places),
        continues=cleaned["continues"],
    )


def _row_of_party(party: Any) -> Row:
    members = list(party.members.all())
    if not party.is_group:
        return {"who": str(party.branch or party.organisation)}
    return {
        "who": party.name,
        "members": "\n".join(member.branch.name for member in members),
        "quorum": party.quorum,
        "by_posting": any(member.posting_id for member in members),
    }
