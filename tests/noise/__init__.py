"""Noise with known truth: clean texts, damaged as the web damages them, and what a repair is worth.

``stories.damage`` damages a text by any kinds in a row and knows where each damage lies; ``clean``
holds texts that must pass a repair unchanged; ``measure`` judges a repair by the truth alone. None
of it knows how the repair works: it is the other hand, which must catch it out.
"""
