"""The division tree: official divisions by code, hamlets below them, and what became of both.

A division has a validity; a renumbered one points back to its predecessors, and a scope covers
both. The table is open to read: it is public knowledge and holds nothing about anybody.
"""
