"""The only writers of branches, postings and ties: one verb a file."""

from .amend_branch import amend_branch
from .end_posting import end_posting
from .post_first_secretary import post_first_secretary
from .record_tie import record_tie
from .register_branch import register_branch
from .withdraw_tie import withdraw_tie

__all__ = [
    "amend_branch",
    "end_posting",
    "post_first_secretary",
    "record_tie",
    "register_branch",
    "withdraw_tie",
]
