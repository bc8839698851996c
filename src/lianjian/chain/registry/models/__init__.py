from .branch import Branch
from .posting import Posting
from .tie import Tie

__all__ = ["Branch", "Posting", "Tie"]
