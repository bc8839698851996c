"""Small verbs that make needs, offers and sharings behind the commands' backs."""

from __future__ import annotations

from typing import Any

from lianjian.chain.exchange.life import ListingState
from lianjian.chain.exchange.models import DormantAsset, Need, Offer, Sharing, WorkArea
from lianjian.chain.registry.models import Branch
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places.models import Division


def a_need(branch: Branch, title: str = "果品销路", **more: Any) -> Need:
    """An open need of a village."""
    with scope_lifted("a maker"):
        need: Need = Need.objects.create(
            **{
                "branch": branch,
                "title": title,
                "area": WorkArea.INDUSTRY,
                "state": ListingState.OPEN,
                **more,
            }
        )
        return need


def an_offer(branch: Branch, title: str = "六家门店试卖果品", **more: Any) -> Offer:
    """An open offer of an organisation."""
    with scope_lifted("a maker"):
        offer: Offer = Offer.objects.create(
            **{
                "branch": branch,
                "title": title,
                "area": WorkArea.INDUSTRY,
                "state": ListingState.OPEN,
                **more,
            }
        )
        return offer


def a_sharing(branch: Branch, reader: Organisation | Division, cause: str = "a test") -> Sharing:
    """Somebody may read what a branch has put out."""
    where = {"division": reader} if isinstance(reader, Division) else {"organisation": reader}
    with scope_lifted("a maker"):
        sharing: Sharing = Sharing.objects.create(branch=branch, cause=cause, **where)
        return sharing


def an_asset(branch: Branch, title: str = "闲置校舍一栋", **more: Any) -> DormantAsset:
    """A dormant asset of a village."""
    with scope_lifted("a maker"):
        asset: DormantAsset = DormantAsset.objects.create(
            **{"branch": branch, "title": title, "sort": DormantAsset.Sort.HOUSE, **more}
        )
        return asset
