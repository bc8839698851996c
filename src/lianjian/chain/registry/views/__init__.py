from .branches import amend, branch, branches, new
from .entities import (
    change_entity,
    close_entity,
    entities,
    entity,
    leave_village,
    new_entity,
    work_in_village,
)
from .honours import amend_honour, honour, honour_file, honours, new_honour, withdraw_honour
from .offices import amend_office, end_office, hand_over_office, new_office
from .postings import amend_posting, end_posting, hand_over_posting, post, postings
from .sources import change_source, new_source, source, sources
from .ties import amend_tie, attest, record, ties, withdraw

__all__ = [
    "amend",
    "amend_honour",
    "amend_office",
    "amend_posting",
    "amend_tie",
    "attest",
    "branch",
    "branches",
    "change_entity",
    "change_source",
    "close_entity",
    "end_office",
    "end_posting",
    "entities",
    "entity",
    "hand_over_office",
    "hand_over_posting",
    "honour",
    "honour_file",
    "honours",
    "leave_village",
    "new",
    "new_entity",
    "new_honour",
    "new_office",
    "new_source",
    "post",
    "postings",
    "record",
    "source",
    "sources",
    "ties",
    "withdraw",
    "withdraw_honour",
    "work_in_village",
]
