"""Anybody's own sheets: taken in with what is wrong marked in the same sheet, and remembered.

The room knows the register ``core.receives`` and no record of any other room.
"""
