from .comparing import compare, other_weights, reweigh
from .fairness import leaving, worst_off
from .marking import mark
from .network import coverage, network
from .pairings import end, pairing, pairings, record_existing
from .pictures import round_network, round_towns
from .proof import files, more, proof
from .proposals import accept, decline, lift_refusal, proposal, proposals
from .rounds import adjust, drop, go_on, new_round, participants, publish, round, rounds, steer
from .wishes import wishes, withdraw_wish

__all__ = [
    "accept",
    "adjust",
    "compare",
    "coverage",
    "decline",
    "drop",
    "end",
    "files",
    "go_on",
    "leaving",
    "lift_refusal",
    "mark",
    "more",
    "network",
    "new_round",
    "other_weights",
    "pairing",
    "pairings",
    "participants",
    "proof",
    "proposal",
    "proposals",
    "publish",
    "record_existing",
    "reweigh",
    "round",
    "round_network",
    "round_towns",
    "rounds",
    "steer",
    "wishes",
    "withdraw_wish",
    "worst_off",
]
