"""What every room stands on.

Scope (who may see a row), commands (the only way to change one), lives (which change is possible
from where), verdicts (why not), files, jobs, search, money, time and the one door to the outside.
No word of the partnership is spoken here.
"""
