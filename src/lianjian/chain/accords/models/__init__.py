from .accord import Accord
from .body import BodyMember, JointBody
from .body_office import BodyOffice
from .comment import Comment
from .joining import Joining
from .leading_group import LeadingGroup
from .liaison import Liaison
from .party import AccordParty, GroupMember
from .signature import Signature
from .signing_event import SigningEvent
from .version import Clause, TextVersion

__all__ = [
    "Accord",
    "AccordParty",
    "BodyMember",
    "BodyOffice",
    "Clause",
    "Comment",
    "GroupMember",
    "Joining",
    "JointBody",
    "LeadingGroup",
    "Liaison",
    "Signature",
    "SigningEvent",
    "TextVersion",
]
