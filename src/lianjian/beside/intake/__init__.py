"""Report once: one text in, proposed records out; a person confirms (mission §4).

Rooms say in ``core.receives`` what they read out of a report; this room knows none of them.
"""
