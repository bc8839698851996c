"""The only writers of joint bodies, accords and clauses: one verb a file."""

from .amend import amend
from .approve_body import approve_body
from .begin_clause import begin_clause
from .begin_text import begin_text
from .change_event import change_event
from .comment import comment
from .consult import consult
from .consult_event import consult_event
from .dissolve import dissolve
from .draft import draft
from .draft_each import draft_each
from .end import end
from .fall_back import fall_back
from .fall_due import fall_due
from .fulfil_clause import fulfil_clause
from .gather import gather
from .join_entity import join_entity
from .keep_scan import keep_scan
from .lapse import lapse
from .leave_event import leave_event
from .open_event import open_event
from .open_for_signing import open_for_signing
from .part_entity import part_entity
from .plan_event import plan_event
from .propose_body import propose_body
from .record_body import record_body
from .record_existing import record_existing
from .remove_event import remove_event
from .revise import revise
from .send_back import send_back
from .set_to_work import set_to_work
from .sign import sign
from .sign_at_event import sign_at_event
from .take_back_batch import take_back_batch
from .take_effect import take_effect
from .terminate import terminate
from .waive_clause import waive_clause

__all__ = [
    "amend",
    "approve_body",
    "begin_clause",
    "begin_text",
    "change_event",
    "comment",
    "consult",
    "consult_event",
    "dissolve",
    "draft",
    "draft_each",
    "end",
    "fall_back",
    "fall_due",
    "fulfil_clause",
    "gather",
    "join_entity",
    "keep_scan",
    "lapse",
    "leave_event",
    "open_event",
    "open_for_signing",
    "part_entity",
    "plan_event",
    "propose_body",
    "record_body",
    "record_existing",
    "remove_event",
    "revise",
    "send_back",
    "set_to_work",
    "sign",
    "sign_at_event",
    "take_back_batch",
    "take_effect",
    "terminate",
    "waive_clause",
]
