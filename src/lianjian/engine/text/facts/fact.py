"""A fact: what a text says at one place, and how it says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction


class FactKind(StrEnum):
    """What is said (docs/ideas/report-once.md has each with an example)."""

    TITLE = "title"
    HEADING = "heading"
    DATE = "date"
    COUNT = "count"
    AMOUNT = "amount"
    MEASURE = "measure"
    RATIO = "ratio"
    ORDINAL = "ordinal"
    SET_PHRASE = "set_phrase"
    PLACE = "place"
    ORGANISATION = "organisation"
    BRANCH = "branch"
    GROUP = "group"
    ALIAS = "alias"
    PERSON = "person"
    PAIRING = "pairing"
    ACCORD = "accord"
    JOINT_BODY = "joint_body"
    LEADING_GROUP = "leading_group"
    LIAISON = "liaison"
    STATION = "station"
    PROJECT = "project"
    COMMITMENT = "commitment"
    RESOURCE = "resource"
    ASSET = "asset"
    NEED = "need"
    HONOUR = "honour"
    CAMPAIGN = "campaign"
    CHANNEL = "channel"
    ACTIVITY = "activity"
    MEETING = "meeting"
    BRAND = "brand"
    CLUSTER = "cluster"
    WORK_AREA = "work_area"
    PILOT = "pilot"


NUMBERS = frozenset({FactKind.COUNT, FactKind.AMOUNT, FactKind.MEASURE, FactKind.RATIO})


class Comparator(StrEnum):
    """How exact a number is."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    ABOUT = "about"
    NEARLY = "nearly"
    AT_MOST = "at_most"
    RANGE = "range"
    UNKNOWN = "unknown"


class Modality(StrEnum):
    """Whether it is so, or only said to become so (mission, section 3: modality is data)."""

    DONE = "done"
    ONGOING = "ongoing"
    PLANNED = "planned"
    INTENT = "intent"
    ASPIRATION = "aspiration"
    OPINION = "opinion"


Value = str | Fraction | tuple[Fraction, Fraction] | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact and the words that say it: ``text`` is the clean text from start to end.

    ``value`` is the name, the number in its unit (a range as two), the date as ISO 8601 (also
    2023-03, or two with a slash between), or None where the text does not give it. ``subject`` is
    what it is said of, in the words of the text. ``more`` holds what belongs to its kind (role,
    parties, level, period, inference, …).
    """

    kind: FactKind
    start: int
    end: int
    text: str
    value: Value = None
    unit: str = ""
    comparator: Comparator | None = None
    modality: Modality | None = None
    subject: str = ""
    more: Mapping[str, object] = field(default_factory=dict)
