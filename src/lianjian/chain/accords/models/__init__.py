from .accord import Accord
from .body import BodyMember, JointBody
from .comment import Comment
from .joining import Joining
from .party import AccordParty, GroupMember
from .signature import Signature
from .signing_event import SigningEvent
from .version import Clause, TextVersion

__all__ = [
    "Accord",
    "AccordParty",
    "BodyMember",
    "Clause",
    "Comment",
    "GroupMember",
    "Joining",
    "JointBody",
    "Signature",
    "SigningEvent",
    "TextVersion",
]
