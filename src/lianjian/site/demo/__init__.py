"""The demonstration: two partnerships that articles tell of, and one county that nobody has.

It goes through the same services as everybody else, chapter by chapter, so that the journal tells
its story; it fills an empty database and refuses any other. Everything it makes is marked 示例.
"""

from .accounts import accounts_text
from .chapters import fill, tell_past

__all__ = ["accounts_text", "fill", "tell_past"]
