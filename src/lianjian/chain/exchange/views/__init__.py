from .assets import amend_asset, asset, assets, board, new_asset, turn_asset
from .changing import amend_need, amend_offer, change_need, change_offer
from .posting import new_need, new_offer
from .reading import need, needs, offer, offers

__all__ = [
    "amend_asset",
    "amend_need",
    "amend_offer",
    "asset",
    "assets",
    "board",
    "change_need",
    "change_offer",
    "need",
    "needs",
    "new_asset",
    "new_need",
    "new_offer",
    "offer",
    "offers",
    "turn_asset",
]
