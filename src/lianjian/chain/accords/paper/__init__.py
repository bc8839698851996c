"""An accord on paper: its canonical text, the check that every character has a glyph, its PDF."""

from . import text, typeset

__all__ = ["text", "typeset"]
