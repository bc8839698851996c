from .marking import mark
from .pairings import end, pairing, pairings, record_existing
from .proof import files, proof
from .proposals import accept, decline, lift_refusal, proposal, proposals
from .rounds import drop, new_round, participants, publish, round, rounds, steer
from .wishes import wishes, withdraw_wish

__all__ = [
    "accept",
    "decline",
    "drop",
    "end",
    "files",
    "lift_refusal",
    "mark",
    "new_round",
    "pairing",
    "pairings",
    "participants",
    "proof",
    "proposal",
    "proposals",
    "publish",
    "record_existing",
    "round",
    "rounds",
    "steer",
    "wishes",
    "withdraw_wish",
]
