"""What a text must have before it is sent, and before it is opened for signing."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.chain.pairing.life import PairingState
from lianjian.ground.core.verdicts import Invalid

from .. import selectors
from ..life import BodyState
from ..models import Accord, TextVersion
from .members import held

FEWEST_PARTIES = 2


def newest_text(accord: Accord) -> TextVersion:
    """The text in hand of an accord that has one; every accord does from its draft on."""
    version = selectors.text_in_hand(accord)
    if version is None:
        raise Invalid(_("This accord has no text yet."))
    return version


def must_be_complete(version: TextVersion) -> None:
    """Raises Invalid, with everything that is missing, for a text that cannot be sent."""
    lacks = {}
    parties = list(selectors.parties_of(version))
    if len(parties) < FEWEST_PARTIES:
        lacks["parties"] = _("at least two parties")
    if not list(selectors.clauses_of(version)):
        lacks["clauses"] = _("at least one clause")
    if any(party.is_group and len(party.members.all()) < party.quorum for party in parties):
        lacks["members"] = _("as many members as signatures are needed")
    if lacks:
        missing = "；".join(str(one) for one in lacks.values())
        raise Invalid(_("The text still needs: %(missing)s") % {"missing": missing}, fields=lacks)


GAP = "……"
"""What a wording of ours leaves open for the parties to fill."""


def gaps(version: TextVersion) -> list[int]:
    """The clauses in which a gap is left open, by their place; 0 for the head."""
    found = [0] if GAP in version.preamble + version.principle else []
    clauses = selectors.clauses_of(version)
    return found + [one.order for one in clauses if GAP in one.heading + one.text]


def told_places(places: list[int]) -> str:
    """Clauses by their place, and the head (0), as one says them."""
    said = (str(_("clause %(place)s") % {"place": one} if one else _("head")) for one in places)
    return "、".join(said)


def must_leave_no_gap(version: TextVersion) -> None:
    """Raises Invalid for a text with a gap that nobody filled: it would be signed so."""
    if places := gaps(version):
        raise Invalid(
            _("A gap (……) is still open in: %(where)s. Fill it, then open the text for signing.")
            % {"where": told_places(places)},
            fields={"clauses": _("gaps")},
        )


def must_stand_on_firm_ground(version: TextVersion) -> None:
    """Raises Invalid when the body that is named is not approved, or a pairing has ended; the
    body's row is held until the accord is opened."""
    body = held(version.body_id) if version.body_id is not None else None
    if body is not None and body.state not in (BodyState.APPROVED, BodyState.WORKING):
        raise Invalid(
            _("The joint body must be approved first: %(body)s") % {"body": body.name},
            fields={"body": _("not approved")},
        )
    if selectors.pairings_of(version).filter(state=PairingState.ENDED).exists():
        raise Invalid(_("A pairing that has ended cannot stand behind an accord."))
