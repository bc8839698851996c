"""Partnerships (共建关系): the pairings that one joint body or one accord brings together, whole.

Promises: one page with its whole trace (organisation → resource → project → income, M42), its
three shared spaces (M57) and its two legs (M52); what may be said in public, and what not yet,
with the reason. Keeps no record of its own: it reads the rooms before it, as far as the reader may.
"""
