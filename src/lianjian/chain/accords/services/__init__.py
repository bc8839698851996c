"""The only writers of joint bodies, accords and what belongs to them: one verb a file."""

from .admit_member import admit_member
from .amend import amend
from .approve_body import approve_body
from .begin_clause import begin_clause
from .begin_text import begin_text
from .change_event import change_event
from .change_liaison import change_liaison
from .comment import comment
from .consult import consult
from .consult_event import consult_event
from .dissolve import dissolve
from .draft import draft
from .draft_each import draft_each
from .end import end
from .end_liaison import end_liaison
from .fall_back import fall_back
from .fall_due import fall_due
from .fill_office import fill_office
from .fulfil_clause import fulfil_clause
from .gather import gather
from .join_entity import join_entity
from .keep_scan import keep_scan
from .lapse import lapse
from .leave_event import leave_event
from .open_event import open_event
from .open_for_signing import open_for_signing
from .part_entity import part_entity
from .part_member import part_member
from .plan_event import plan_event
from .plan_group import plan_group
from .propose_body import propose_body
from .recall import recall
from .record_body import record_body
from .record_existing import record_existing
from .remove_event import remove_event
from .reopen_clause import reopen_clause
from .revise import revise
from .revise_group import revise_group
from .send_back import send_back
from .set_liaison import set_liaison
from .set_term import set_term
from .set_to_work import set_to_work
from .set_up_group import set_up_group
from .sign import sign
from .sign_at_event import sign_at_event
from .stand_down_group import stand_down_group
from .take_back_batch import take_back_batch
from .take_effect import take_effect
from .terminate import terminate
from .vacate_office import vacate_office
from .waive_clause import waive_clause

__all__ = [
    "admit_member",
    "amend",
    "approve_body",
    "begin_clause",
    "begin_text",
    "change_event",
    "change_liaison",
    "comment",
    "consult",
    "consult_event",
    "dissolve",
    "draft",
    "draft_each",
    "end",
    "end_liaison",
    "fall_back",
    "fall_due",
    "fill_office",
    "fulfil_clause",
    "gather",
    "join_entity",
    "keep_scan",
    "lapse",
    "leave_event",
    "open_event",
    "open_for_signing",
    "part_entity",
    "part_member",
    "plan_event",
    "plan_group",
    "propose_body",
    "recall",
    "record_body",
    "record_existing",
    "remove_event",
    "reopen_clause",
    "revise",
    "revise_group",
    "send_back",
    "set_liaison",
    "set_term",
    "set_to_work",
    "set_up_group",
    "sign",
    "sign_at_event",
    "stand_down_group",
    "take_back_batch",
    "take_effect",
    "terminate",
    "vacate_office",
    "waive_clause",
]
