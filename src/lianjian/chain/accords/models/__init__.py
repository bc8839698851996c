from .accord import Accord
from .body import BodyMember, JointBody
from .comment import Comment
from .party import AccordParty, GroupMember
from .signature import Signature
from .version import Clause, TextVersion

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
