"""Outcomes (成效): figures that say how they are known.

Promises: an indicator has a definition, and a new definition changes nothing that was reported
under the old one. What a source says of a whole is a stated figure and is never added to what is
counted. Totals add what is done, confirmed and better known than somebody's word. A percentage
without numerator, denominator and period is refused, and nothing that was typed is lost.
"""
