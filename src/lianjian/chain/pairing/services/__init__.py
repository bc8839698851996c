from .abandon import abandon
from .accept import accept
from .adjust import adjust
from .begin import begin
from .close import close
from .decline import decline
from .drop import drop
from .end import end
from .enrol import enrol
from .enrol_all import enrol_all
from .expire import expire
from .finish_publishing import finish_publishing
from .finish_solving import finish_solving
from .forbid import forbid
from .free import free
from .go_on import go_on
from .lift_refusal import lift_refusal
from .lock import lock
from .open_round import open_round
from .publish import publish
from .record_existing import record_existing
from .reweigh import reweigh
from .say_wish import say_wish
from .solve import solve
from .stop_solving import stop_solving
from .suggest import suggest
from .take_back import take_back
from .take_back_batch import take_back_batch
from .take_up import take_up
from .withdraw_wish import withdraw_wish
from .write_rules import write_rules

__all__ = [
    "abandon",
    "accept",
    "adjust",
    "begin",
    "close",
    "decline",
    "drop",
    "end",
    "enrol",
    "enrol_all",
    "expire",
    "finish_publishing",
    "finish_solving",
    "forbid",
    "free",
    "go_on",
    "lift_refusal",
    "lock",
    "open_round",
    "publish",
    "record_existing",
    "reweigh",
    "say_wish",
    "solve",
    "stop_solving",
    "suggest",
    "take_back",
    "take_back_batch",
    "take_up",
    "withdraw_wish",
    "write_rules",
]
