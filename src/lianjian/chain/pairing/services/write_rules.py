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
MOST_OF_A_GROUP = 999
MOST_LEAST = 20
"""A partner's span of management is no larger."""


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
    per_town: int | None = None,
    per_body: int | None = None,
    least_of_a_partner: int = 0,
    staying_bonus: int = 50_000,
) -> RuleSet:
    """Write the next version of an issuer's rules; the versions before stay as they are.

    The four weights are percent and make 100; ``by_kind`` says of single kinds how many a village
    may have (0 to 3, 0 leaves the kind out); ``floor`` is the least score in percent; ``per_town``
    and ``per_body`` the most pairs of a group, ``least_of_a_partner`` the least of each. Raises
    Invalid when something of this does not hold or there is not exactly one issuer, and Overtaken
    when a colleague wrote the same version at the same time.
    """
    if (division is None) == (organisation is None):
        raise Invalid(_("Rules belong to one issuer: a division or an organisation."))
    _must_make_a_hundred(willingness, ties, span, relevance)
    _must_be_hard_rules(by_kind or {}, farthest, floor)
    _must_be_rules_on_groups(per_town, per_body, least_of_a_partner)
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
        per_town=per_town,
        per_body=per_body,
        least_of_a_partner=least_of_a_partner,
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


def _must_make_a_hundred(*weights: int) -> None:
    if any(not 0 <= weight <= 100 for weight in weights) or sum(weights) != 100:
        raise Invalid(
            _("The four weights make %(sum)s; they must make 100.") % {"sum": sum(weights)},
            fields={"willingness": _("the four must make 100")},
        )


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


def _must_be_rules_on_groups(per_town: int | None, per_body: int | None, least: int) -> None:
    for name, most in (("per_town", per_town), ("per_body", per_body)):
        if most is not None and not 1 <= most <= MOST_OF_A_GROUP:
            raise Invalid(
                _("A group may have 1 to %(most)s pairs.") % {"most": MOST_OF_A_GROUP},
                fields={name: _("out of range")},
            )
    if not 0 <= least <= MOST_LEAST:
        raise Invalid(
            _("A partner's least lies between 0 and %(most)s villages.") % {"most": MOST_LEAST},
            fields={"least_of_a_partner": _("out of range")},
        )
    if per_body is not None and least > per_body:
        raise Invalid(
            _("A body may have fewer pairs than each of its branches should have at least."),
            fields={"least_of_a_partner": _("more than a body may have")},
        )
