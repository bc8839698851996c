from .branches import amend, branch, branches, new
from .postings import end_posting, post
from .ties import record, withdraw

__all__ = ["amend", "branch", "branches", "end_posting", "new", "post", "record", "withdraw"]
