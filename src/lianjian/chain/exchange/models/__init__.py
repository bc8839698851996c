from .asset import DormantAsset
from .listing import Listing, Need, Offer, WorkArea
from .meaning import TextMeaning, key_of
from .sharing import Sharing

__all__ = [
    "DormantAsset",
    "Listing",
    "Need",
    "Offer",
    "Sharing",
    "TextMeaning",
    "WorkArea",
    "key_of",
]
