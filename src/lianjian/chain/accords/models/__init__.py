from .accord import Accord, Clause, TextVersion
from .body import BodyMember, JointBody
from .comment import Comment
from .party import AccordParty, GroupMember
from .signature import Signature

__all__ = [
    "Accord",
    "AccordParty",
    "BodyMember",
    "Clause",
    "Comment",
    "GroupMember",
    "JointBody",
    "Signature",
    "TextVersion",
]
