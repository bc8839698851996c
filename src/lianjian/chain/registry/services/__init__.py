"""The only writers of this room's records: one verb a file."""

from .amend_branch import amend_branch
from .amend_honour import amend_honour
from .amend_office import amend_office
from .amend_posting import amend_posting
from .amend_tie import amend_tie
from .attest_tie import attest_tie
from .change_entity import change_entity
from .change_source import change_source
from .close_entity import close_entity
from .end_posting import end_posting
from .enter_entity import enter_entity
from .enter_honour import enter_honour
from .enter_source import enter_source
from .entity_villages import leave_village, work_in_village
from .hand_over_posting import hand_over_posting
from .offices import end_office, enter_office, hand_over_office
from .post_first_secretary import post_first_secretary
from .record_tie import record_tie
from .register_branch import register_branch
from .take_back_batch import take_back_batch
from .take_back_honours import take_back_honours
from .take_back_sources import take_back_sources
from .withdraw_honour import withdraw_honour
from .withdraw_tie import withdraw_tie

__all__ = [
    "amend_branch",
    "amend_honour",
    "amend_office",
    "amend_posting",
    "amend_tie",
    "attest_tie",
    "change_entity",
    "change_source",
    "close_entity",
    "end_office",
    "end_posting",
    "enter_entity",
    "enter_honour",
    "enter_office",
    "enter_source",
    "hand_over_office",
    "hand_over_posting",
    "leave_village",
    "post_first_secretary",
    "record_tie",
    "register_branch",
    "take_back_batch",
    "take_back_honours",
    "take_back_sources",
    "withdraw_honour",
    "withdraw_tie",
    "work_in_village",
]
