"""What entering and amending a branch have in common."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import search
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.organisations.models import Organisation

from ..models import Branch
from ..policy import is_village

MOST_PARTNERS_OF_A_VILLAGE = 3
MOST_VILLAGES_OF_A_PARTNER = 20
"""The engine's limits: a village takes one to three partners, a partner one to twenty villages."""

# Names of branches are Chinese wherever the page is read: they are names, not messages.
_SUFFIX = {
    Branch.Level.BRANCH: "党支部",
    Branch.Level.GENERAL_BRANCH: "党总支",
    Branch.Level.COMMITTEE: "党委",
}


def full_name(host: Organisation, unit: str, level: str) -> str:
    """What a branch is called when nobody says otherwise: host, unit, and its level's word."""
    return f"{host.name}{unit}{_SUFFIX[Branch.Level(level)]}"


def let_it_be_found(branch: Branch) -> None:
    """Keep the search index at the branch's present name."""
    words = f"{branch.name} {branch.host.name} {branch.unit}"
    search.index(Branch._meta.label_lower, branch.pk, words)


def must_be_a_span(host: Organisation, span: int) -> None:
    """Raises Invalid for a span of management that this side of a pairing cannot have (M29)."""
    most = MOST_PARTNERS_OF_A_VILLAGE if is_village(host) else MOST_VILLAGES_OF_A_PARTNER
    if not 1 <= span <= most:
        raise Invalid(
            _("The span of management lies between 1 and %(most)s here.") % {"most": most},
            fields={"span": _("between 1 and %(most)s") % {"most": most}},
        )
