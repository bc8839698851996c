"""What villages need and what organisations can give: one line is enough to begin with.

A need is read by the village's own people, its authorities, and those with whom a round or a
pairing shares it; an offer also by whoever keeps the organisation in their directory.
"""
