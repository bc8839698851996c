"""How many and how much: numerals, units, bounds, what each counts."""
