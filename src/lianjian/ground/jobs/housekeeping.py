"""What is cleared once a day: what a crash left, and what nobody can use any more.

No command and no line in the journal: nothing goes that a person wrote or that a record names.
"""

from __future__ import annotations

from django.contrib.sessions.models import Session

from lianjian.ground.core import clock, commands, files


def sweep_files() -> int:
    """Remove files without a row that are older than a day; gives how many went."""
    return files.sweep()


def forget_keys() -> int:
    """Remove the keys of forms that nobody can send again; gives how many went."""
    return commands.forget_keys()


def end_sessions() -> int:
    """Remove the sessions of browsers that never came back; gives how many went."""
    return Session.objects.filter(expire_date__lt=clock.now()).delete()[0]
