from .listing import Listing, Need, Offer, WorkArea
from .sharing import Sharing

__all__ = ["Listing", "Need", "Offer", "Sharing", "WorkArea"]
