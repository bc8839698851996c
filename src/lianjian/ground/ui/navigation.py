"""The rooms tell the layout where they can be entered; a reader sees only their own doors."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from lianjian.ground.core.actors import PUBLIC_ROLE
from lianjian.ground.core.verdicts import Text

TAB_ROLES = frozenset({"village_secretary", "first_secretary"})
"""Whose phone has the bar at the bottom (values of ``accounts.roles.Role``)."""

MOST_TABS = 3
"""Beside "all", which is always the last."""

BESIDE_THE_WORK = 70
"""From this order on a door is opened now and then: a wide screen keeps it under "more"."""


@dataclass(frozen=True, slots=True)
class NavItem:
    """One door: ``roles`` are those it is shown to, None for everybody who holds a post.

    The role ``"public"`` stands for the pages without sign-in. ``tab_icon`` (a name in
    ``ui.icons``) puts it into a village's bar at the bottom of the phone.
    """

    key: str
    label: Text
    url_name: str
    roles: frozenset[str] | None
    order: int
    tab_icon: str = ""

    def is_for(self, role: str) -> bool:
        if self.roles is None:
            return role != PUBLIC_ROLE
        return role in self.roles


@dataclass(frozen=True, slots=True)
class Door:
    """A navigation item as the layout draws it."""

    key: str
    label: Text
    url: str
    tab_icon: str
    is_aside: bool = False


_ITEMS: dict[str, NavItem] = {}


def register(item: NavItem) -> NavItem:
    """Let a room be entered from the navigation (from its AppConfig.ready)."""
    _ITEMS[item.key] = item
    return item


def doors(role: str) -> list[Door]:
    """The items for a role, in their order. An item whose address does not exist is left out."""
    found = sorted(
        (item for item in _ITEMS.values() if item.is_for(role)),
        key=lambda item: (item.order, item.key),
    )
    opened = ((item, _address(item.url_name)) for item in found)
    return [
        Door(item.key, item.label, url, item.tab_icon, item.order >= BESIDE_THE_WORK)
        for item, url in opened
        if url
    ]


def tabs(role: str) -> list[Door]:
    """What the bar at the bottom of a village's phone holds, without the last one, "all"."""
    if role not in TAB_ROLES:
        return []
    return [door for door in doors(role) if door.tab_icon][:MOST_TABS]


def _address(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
