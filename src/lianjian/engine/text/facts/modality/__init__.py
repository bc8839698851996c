"""Whether it is so, or is to become so."""
