"""Rounds too wide for tables of all pairs: a province's, a nation's.

Everybody is read as columns (``people``, ``recorded``), needs and offers are sorted by region on
the disk (``posted``), candidates are found city by city (``finding``, the engine's finder), and the
plan is proven the best of these (``reckoning``). What is written of single pairs are the plan's and
those somebody has spoken of (``rows``); any other pair is scored when somebody asks about it. Its
pages read a page at a time (``board``, ``counties_of_round``). See docs/ideas/pairing.md.
"""
