"""The lives as domain knowledge, written down a second time and by hand.

The code's own tables are held to these; a test that read the code's table would prove nothing.
"""

from __future__ import annotations

Edges = dict[tuple[str, str], str]

LISTING: Edges = {
    ("draft", "post"): "open",
    ("draft", "withdraw"): "withdrawn",
    ("open", "match"): "matched",
    ("open", "meet"): "met",
    ("open", "withdraw"): "withdrawn",
    ("open", "expire"): "expired",
    ("matched", "meet"): "met",
    ("matched", "reopen"): "open",
    ("matched", "withdraw"): "withdrawn",
    ("withdrawn", "post"): "open",
    ("expired", "post"): "open",
}
ROUND: Edges = {
    ("draft", "solve"): "computing",
    ("draft", "abandon"): "abandoned",
    ("computing", "finish"): "review",
    ("computing", "fail"): "draft",
    ("review", "solve"): "computing",
    ("review", "publish"): "published",
    ("review", "abandon"): "abandoned",
    ("published", "take_back"): "review",
    ("published", "close"): "closed",
}
PROPOSAL: Edges = {
    ("proposed", "accept"): "proposed",
    ("proposed", "agree"): "agreed",
    ("proposed", "decline"): "declined",
    ("proposed", "overtake"): "overtaken",
    ("proposed", "expire"): "expired",
    ("proposed", "take_back"): "taken_back",
}
PAIRING: Edges = {
    ("agreed", "begin"): "live",
    ("agreed", "end"): "ended",
    ("live", "end"): "ended",
}
BODY: Edges = {
    ("proposed", "approve"): "approved",
    ("proposed", "dissolve"): "dissolved",
    ("approved", "set_to_work"): "working",
    ("approved", "dissolve"): "dissolved",
    ("working", "dissolve"): "dissolved",
}
PROJECT: Edges = {
    ("proposed", "answer"): "proposed",
    ("proposed", "agree"): "reviewed",
    ("proposed", "revise"): "proposed",
    ("proposed", "cancel"): "cancelled",
    ("reviewed", "revise"): "proposed",
    ("reviewed", "list"): "listed",
    ("reviewed", "cancel"): "cancelled",
    ("listed", "start"): "under_way",
    ("listed", "cancel"): "cancelled",
    ("under_way", "accept"): "accepted",
    ("under_way", "suspend"): "suspended",
    ("under_way", "cancel"): "cancelled",
    ("accepted", "reopen"): "under_way",
    ("suspended", "resume"): "under_way",
    ("suspended", "cancel"): "cancelled",
}
OBSERVATION: Edges = {
    ("reported", "check"): "checked",
    ("reported", "confirm"): "confirmed",
    ("reported", "return_it"): "returned",
    ("reported", "withdraw"): "withdrawn",
    ("reported", "correct"): "corrected",
    ("checked", "confirm"): "confirmed",
    ("checked", "return_it"): "returned",
    ("checked", "correct"): "corrected",
    ("confirmed", "correct"): "corrected",
    ("returned", "correct"): "corrected",
    ("returned", "withdraw"): "withdrawn",
}
CLAUSE: Edges = {
    ("promised", "begin"): "under_way",
    ("promised", "fulfil"): "fulfilled",
    ("promised", "fall_due"): "overdue",
    ("promised", "waive"): "waived",
    ("under_way", "fulfil"): "fulfilled",
    ("under_way", "fall_due"): "overdue",
    ("under_way", "waive"): "waived",
    ("overdue", "fulfil"): "fulfilled",
    ("overdue", "waive"): "waived",
    ("fulfilled", "reopen"): "under_way",
}
JOB: Edges = {
    ("waiting", "claim"): "running",
    ("waiting", "stop"): "stopped",
    ("running", "claim"): "running",
    ("running", "deliver_again"): "waiting",
    ("running", "finish"): "done",
    ("running", "fail"): "failed",
    ("running", "stop"): "stopped",
}
IMPORT: Edges = {
    ("read", "match"): "matched",
    ("read", "abandon"): "abandoned",
    ("matched", "match"): "matched",
    ("matched", "check"): "checked",
    ("matched", "abandon"): "abandoned",
    ("checked", "match"): "matched",
    ("checked", "check"): "checked",
    ("checked", "take"): "taken",
    ("checked", "abandon"): "abandoned",
    ("taken", "take_back"): "taken_back",
}
SUBMISSION: Edges = {
    ("reading", "read"): "read",
    ("reading", "fail"): "unreadable",
    ("reading", "keep"): "kept",
    ("read", "read_again"): "reading",
    ("read", "put_aside"): "put_aside",
    ("unreadable", "put_aside"): "put_aside",
    ("kept", "put_aside"): "put_aside",
    ("put_aside", "take_up"): "reading",
    ("put_aside", "forget"): "forgotten",
}
FACT: Edges = {
    ("proposed", "edit"): "edited",
    ("proposed", "confirm"): "confirmed",
    ("proposed", "reject"): "rejected",
    ("edited", "edit"): "edited",
    ("edited", "confirm"): "confirmed",
    ("edited", "reject"): "rejected",
    ("refused", "edit"): "edited",
    ("refused", "reject"): "rejected",
    ("rejected", "take_up"): "edited",
    ("confirmed", "take_back"): "edited",
}
ENTITY: Edges = {("working", "close"): "closed"}
HONOUR: Edges = {("held", "withdraw"): "withdrawn"}
LEADING_GROUP: Edges = {
    ("planned", "set_up"): "set_up",
    ("planned", "stand_down"): "stood_down",
    ("set_up", "stand_down"): "stood_down",
}
TABLES: dict[str, Edges] = {
    "need": LISTING,
    "offer": LISTING,
    "round": ROUND,
    "proposal": PROPOSAL,
    "pairing": PAIRING,
    "joint_body": BODY,
    "clause": CLAUSE,
    "project": PROJECT,
    "observation": OBSERVATION,
    "leading_group": LEADING_GROUP,
    "job": JOB,
    "import": IMPORT,
    "submission": SUBMISSION,
    "fact": FACT,
    "business_entity": ENTITY,
    "honour": HONOUR,
}
"""By the name of the life; the accord's own machine lives in its room."""
