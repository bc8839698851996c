"""The only writers of joint bodies, accords and clauses: one verb a file."""

from .amend import amend
from .approve_body import approve_body
from .begin_clause import begin_clause
from .begin_text import begin_text
from .comment import comment
from .consult import consult
from .dissolve import dissolve
from .draft import draft
from .end import end
from .fall_back import fall_back
from .fall_due import fall_due
from .fulfil_clause import fulfil_clause
from .join_entity import join_entity
from .keep_scan import keep_scan
from .lapse import lapse
from .open_for_signing import open_for_signing
from .part_entity import part_entity
from .propose_body import propose_body
from .record_body import record_body
from .record_existing import record_existing
from .revise import revise
from .send_back import send_back
from .set_to_work import set_to_work
from .sign import sign
from .take_back_batch import take_back_batch
from .take_effect import take_effect
from .terminate import terminate
from .waive_clause import waive_clause

__all__ = [
    "amend",
    "approve_body",
    "begin_clause",
    "begin_text",
    "comment",
    "consult",
    "dissolve",
    "draft",
    "end",
    "fall_back",
    "fall_due",
    "fulfil_clause",
    "join_entity",
    "keep_scan",
    "lapse",
    "open_for_signing",
    "part_entity",
    "propose_body",
    "record_body",
    "record_existing",
    "revise",
    "send_back",
    "set_to_work",
    "sign",
    "take_back_batch",
    "take_effect",
    "terminate",
    "waive_clause",
]
