"""Who reads a nation's lists: one of each that has a place, in the middle of it."""

from __future__ import annotations

from lianjian.ground.accounts.roles import Role
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places.models import Division
from tests.cast import Character
from tests.makers import a_post

from .places import COUNTY, OTHER, PROVINCE, TOWN, VILLAGE

READERS = ("county", "township", "village", "organisation", "province")


def a_reader(name: str) -> Character:
    """Somebody in the middle of the nation."""
    with scope_lifted("a reader is made"):
        village = Organisation.objects.get(pk=VILLAGE + 5)
        organisation = Organisation.objects.get(pk=OTHER + 7)
    posts = {
        "county": {"role": Role.COUNTY_COORDINATOR, "division": _place(COUNTY + 3)},
        "township": {"role": Role.TOWNSHIP_CHECKER, "division": _place(TOWN + 40)},
        "village": {
            "role": Role.VILLAGE_SECRETARY,
            "division": village.affiliation,
            "organisation": village,
        },
        "organisation": {"role": Role.LIAISON, "organisation": organisation},
        "province": {"role": Role.PROVINCE_COORDINATOR, "division": _place(PROVINCE + 2)},
    }
    return Character(a_post(**posts[name]))


def _place(pk: int) -> Division:
    return Division.objects.get(pk=pk)
