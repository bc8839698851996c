from .amend import amend
from .expire import expire
from .meet import meet
from .post_need import post_need
from .post_offer import post_offer
from .reopen import reopen
from .share import share
from .stop_sharing import stop_sharing
from .withdraw import withdraw

__all__ = [
    "amend",
    "expire",
    "meet",
    "post_need",
    "post_offer",
    "reopen",
    "share",
    "stop_sharing",
    "withdraw",
]
