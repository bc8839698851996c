"""The steps of a trace, room by room, in the order of the chain."""
