from __future__ import annotations

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Invalid, Overtaken
from lianjian.ground.organisations.models import Kind, Organisation
from lianjian.ground.places.models import Division

from .. import policy
from ..models import RuleSet

_ALL = Scope.of_everything()
LARGEST_BONUS = 1_000_000
MOST_OF_A_KIND = 3


@command("pairing.write_rules", policy=policy.may_write_rules)
def write_rules(
    actor: Actor,
    *,
    division: Division | None = None,
    organisation: Organisation | None = None,
    willingness: int = 30,
    ties: int = 20,
    span: int = 20,
    relevance: int = 30,
    one_per_kind: bool = True,
    by_kind: Mapping[str, int] | None = None,
    farthest: str = RuleSet.Farthest.ANYWHERE,
    floor: int = 0,
    staying_bonus: int = 50_000,
) -> RuleSet:
    """Write the next version of an issuer's rules; the versions before stay as they are.

    The four weights are percent and make 100; ``by_kind`` says of single kinds how many a village
    may have (0 to 3, 0 leaves the kind out); ``floor`` is the least score in percent. Raises
    Invalid when something of this does not hold or there is not exactly one issuer, and Overtaken
    when a colleague wrote the same version at the same time.
    """
    if (division is None) == (organisation is None):
        raise Invalid(_("Rules belong to one issuer: a division or an organisation."))
    weights = (willingness, ties, span, relevance)
    if any(not 0 <= weight <= 100 for weight in weights) or sum(weights) != 100:
        raise Invalid(
            _("The four weights make %(sum)s; they must make 100.") % {"sum": sum(weights)},
            fields={"willingness": _("the four must make 100")},
        )
    _must_be_hard_rules(by_kind or {}, farthest, floor)
    if not 0 <= staying_bonus <= LARGEST_BONUS:
        raise Invalid(_("The bonus for staying lies between 0 and one full score."))
    issued = RuleSet.within(_ALL).filter(division=division, organisation=organisation)
    rules = RuleSet(
        division=division,
        organisation=organisation,
        version=1 + (issued.aggregate(last=Max("version"))["last"] or 0),
        willingness=willingness,
        ties=ties,
        span=span,
        relevance=relevance,
        one_per_kind=one_per_kind,
        by_kind=dict(by_kind or {}),
        farthest=farthest,
        floor=floor,
        staying_bonus=staying_bonus,
    )
    try:
        with transaction.atomic():
            rules.save()
    except IntegrityError:
        raise Overtaken(
            _("A colleague wrote new rules a moment ago. Look at them first.")
        ) from None
    return rules


def _must_be_hard_rules(by_kind: Mapping[str, int], farthest: str, floor: int) -> None:
    partners = set(Kind.values) - {Kind.VILLAGE}
    if not set(by_kind) <= partners:
        raise Invalid(_("There is no such kind of partner."), fields={"by_kind": _("unknown")})
    if any(not 0 <= most <= MOST_OF_A_KIND for most in by_kind.values()):
        raise Invalid(_("A village takes 0 to 3 partners of a kind."))
    if farthest not in RuleSet.Farthest.values:
        raise Invalid(_("Choose how far a partner may be."), fields={"farthest": _("unknown")})
    if not 0 <= floor <= 100:
        raise Invalid(
            _("The least score is a percentage from 0 to 100."), fields={"floor": _("out of range")}
        )
