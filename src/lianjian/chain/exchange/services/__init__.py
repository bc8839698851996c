from .amend import amend
from .amend_asset import amend_asset
from .expire import expire
from .meet import meet
from .post_need import post_need
from .post_offer import post_offer
from .register_asset import register_asset
from .reopen import reopen
from .share import share
from .stop_sharing import stop_sharing
from .take_back_batch import take_back_batch
from .turn_asset import turn_asset
from .withdraw import withdraw

__all__ = [
    "amend",
    "amend_asset",
    "expire",
    "meet",
    "post_need",
    "post_offer",
    "register_asset",
    "reopen",
    "share",
    "stop_sharing",
    "take_back_batch",
    "turn_asset",
    "withdraw",
]
