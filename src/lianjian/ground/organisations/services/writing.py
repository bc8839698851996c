"""What several commands of this room need: checks of what was written, and the search index."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import search
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.places.models import Division

from ..models import Alias, Kind, Organisation

KIND = "organisations.organisation"


def name_of(text: str) -> str:
    """A name as it is kept: blanks inside made single. Raises Invalid for one too short or long."""
    name = " ".join(text.split())
    if not 2 <= len(name) <= 200:
        reason = _("A name has 2 to 200 characters.")
        raise Invalid(reason, fields={"name": reason})
    return name


def kind_of(text: str, affiliation: Division | None) -> str:
    if text not in Kind.values:
        reason = _("Choose what kind of organisation it is.")
        raise Invalid(reason, fields={"kind": reason})
    if text == Kind.VILLAGE and affiliation is None:
        reason = _("A village answers to its own division: choose it.")
        raise Invalid(reason, fields={"affiliation": reason})
    return text


def reindex(organisation: Organisation) -> None:
    """Let a body be found by its name, its credit code and its aliases as they are now."""
    aliases = Alias.within(Scope.of_everything()).filter(organisation=organisation)
    words = [organisation.name, organisation.uscc or "", *aliases.values_list("text", flat=True)]
    search.index(KIND, organisation.pk, " ".join(filter(None, words)))
