from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import Scoped

from .accord import Accord
from .party import AccordParty

SideKey = tuple[int | None, int | None, str]
"""(organisation, branch, name of the group): which party it is, in whatever text of an accord."""


class OfOneParty(Scoped):
    """What one party of an accord has, whichever text is in force.

    A text version has its own rows of parties; whoever is a party of the next text too is the same
    organisation, the same branch, or the group of the same name, and keeps what it has.
    """

    accord = models.ForeignKey(Accord, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    branch = models.ForeignKey(
        "registry.Branch", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    party = models.CharField(_("party"), max_length=200)
    """Its name in the accord. Of a group it is all there is to know it by."""
    is_demo = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        abstract = True

    @property
    def side(self) -> SideKey:
        """Which party this belongs to."""
        is_group = self.organisation_id is None and self.branch_id is None
        return self.organisation_id, self.branch_id, self.party if is_group else ""

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        """Whoever may see the accord: its parties are to know of each other."""
        return Accord.scope_rule(scope, f"{at}accord__")


def side_of(party: AccordParty) -> SideKey:
    """Which party a row of one text is, across the texts of its accord."""
    return party.organisation_id, party.branch_id, party.name if party.is_group else ""


def fields_of(party: AccordParty) -> dict[str, Any]:
    """The fields of an ``OfOneParty`` that say whose it is."""
    return {
        "accord_id": party.version.accord_id,
        "organisation_id": party.organisation_id,
        "branch_id": party.branch_id,
        "party": party.name,
    }


def once_a_party(what: str, standing: Q) -> list[models.BaseConstraint]:
    """A party has one ``what`` at a time; ``standing`` says which rows still stand."""
    return [
        models.CheckConstraint(
            condition=Q(organisation__isnull=True) | Q(branch__isnull=True),
            name=f"a_{what}_is_of_one_party",
        ),
        models.UniqueConstraint(
            fields=["accord", "organisation"],
            condition=standing & Q(organisation__isnull=False),
            name=f"an_organisation_has_one_{what}_in_an_accord",
        ),
        models.UniqueConstraint(
            fields=["accord", "branch"],
            condition=standing & Q(branch__isnull=False),
            name=f"a_branch_has_one_{what}_in_an_accord",
        ),
        models.UniqueConstraint(
            fields=["accord", "party"],
            condition=standing & Q(organisation__isnull=True, branch__isnull=True),
            name=f"a_group_has_one_{what}_in_an_accord",
        ),
    ]
