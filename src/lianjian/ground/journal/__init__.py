"""The tamper-evident record of every command.

One line per command, written in the same transaction as its change, each chained to the one
before by SM3. The database refuses to change or remove a line; ``lianjian check-journal`` finds
one that was changed all the same, and names it. The head is printed on every signed accord.
"""
