from .changing import amend_need, amend_offer, change_need, change_offer
from .posting import new_need, new_offer
from .reading import need, needs, offer, offers

__all__ = [
    "amend_need",
    "amend_offer",
    "change_need",
    "change_offer",
    "need",
    "needs",
    "new_need",
    "new_offer",
    "offer",
    "offers",
]
