"""Who should be joined with whom, and why: rounds, rules, proposals, replies, live pairings.

The only room that opens the pairing engine's door. Guided, never ordered: a proposal becomes a
pairing when both sides have said yes, and silence is never a yes (M31).
"""
