"""What a repair is worth, by the truth alone.

- *strict* and *blind* error rates: characters to change, by the length of the truth; blind to
  width, compatibility forms and blanks.
- *wrong*: edits that were made although the truth has something else there (goal 0).
- *altered*: characters of the truth that were whole in raw and are so no more (goal 0).
- *unlisted*: damages that are neither repaired nor spoken of in an offer or a doubt (goal 0).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import LCSseq, Levenshtein

from tests.noise.groups import Cluster, Edit, Group, Listed, Repaired, groups
from tests.noise.kinds import Noise
from tests.noise.tracing import Damage, Damaged

AGAIN = {Noise.BODY_AGAIN, Noise.LINES_AGAIN, Noise.TITLE_AGAIN, Noise.NEARLY_AGAIN}
ADDED = AGAIN | {Noise.BOILERPLATE}
"""What was put in as a whole: a doubt about one of its characters does not list it."""


MOST_DIFFERENT = 8
"""Characters that a second version alone may have otherwise (it has four at most)."""


def strict(text: str, truth: str) -> float:
    """Characters to put in, take out or change, by the length of the truth."""
    return Levenshtein.distance(text, truth) / max(1, len(truth))


def blind(text: str, truth: str) -> float:
    """The same after NFKC and without blanks and line ends."""
    return strict(_folded(text), _folded(truth))


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def rates(text: str, damaged: Damaged) -> tuple[float, float]:
    """Strict and blind, of raw or of what any repair made of it."""
    last, text_last = _ends(damaged, text)
    made, due = text[:text_last], damaged.truth[:last]
    return strict(made, due), blind(made, due)


def _ends(damaged: Damaged, text: str) -> tuple[int, int]:
    """Where the truth and the text end. Where something was put in at the end, nobody can know how
    many blanks and line ends stood there before: then without these."""
    last = len(damaged.truth.rstrip())
    if any(one.truth_end > last or one.truth_start >= last for one in damaged.damages):
        return last, len(text.rstrip())
    return len(damaged.truth), len(text)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One repaired text beside its truth."""

    before: tuple[float, float]
    """Error rates of raw: strict, blind."""
    after: tuple[float, float]
    """And of the clean text."""
    edits: int
    wrong: tuple[Edit, ...]
    altered: tuple[int, ...]
    """Places in the truth."""
    unlisted: tuple[Damage, ...]

    @property
    def perfect(self) -> bool:
        return self.after[0] == 0.0


def judged(damaged: Damaged, repaired: Repaired) -> Verdict:
    """All measures of one text. ``Unaccounted`` if the edits do not lead from raw to clean."""
    unsettled = _unsettled(groups(damaged, repaired), damaged, repaired)
    spoken = [*repaired.offers, *repaired.doubts]
    wrong = [*_wrong(unsettled, damaged, repaired), *_dropped(damaged, repaired)]
    return Verdict(
        before=rates(damaged.raw, damaged),
        after=rates(repaired.clean, damaged),
        edits=len(repaired.edits),
        wrong=tuple(wrong),
        altered=tuple(_altered(unsettled, damaged, repaired)),
        unlisted=tuple(
            one
            for group in unsettled
            for one in group.damages
            if not _restored(one, group, damaged, repaired) and not _listed(one, spoken, repaired)
        ),
    )


def _outcome(group: Group, repaired: Repaired) -> str:
    return repaired.clean[group.clean_start : group.clean_end]


def _expected(group: Group, damaged: Damaged) -> str:
    return damaged.truth[group.truth_start : group.truth_end]


def _unsettled(found: Sequence[Group], damaged: Damaged, repaired: Repaired) -> list[Group]:
    """Groups whose outcome is not the truth.

    Of a body and its copy either may be dropped: so neighbours with at most blanks between them are
    looked at together, too. If they agree as a whole, each of them does.
    """

    truth_end, clean_end = _ends(damaged, repaired.clean)

    def agree(first: Group, last: Group) -> bool:
        made = repaired.clean[first.clean_start : min(clean_end, last.clean_end)]
        return made == damaged.truth[first.truth_start : min(truth_end, last.truth_end)]

    left: list[Group] = []
    for run in _neighbours(found, damaged):
        mine: list[Group] = []
        place = 0
        while place < len(run):
            reach = len(run) - 1
            while reach >= place and not agree(run[place], run[reach]):
                reach -= 1
            if reach < place:
                mine.append(run[place])
            place = max(place, reach) + 1
        if any(one.kind in AGAIN for group in mine for one in group.damages):
            mine = _together(mine, damaged, repaired)
        left += mine
    return left


def _neighbours(found: Sequence[Group], damaged: Damaged) -> list[list[Group]]:
    runs: list[list[Group]] = []
    for one in found:
        if not runs or damaged.raw[runs[-1][-1].end : one.start].strip():
            runs.append([])
        runs[-1].append(one)
    return runs


def _together(run: Sequence[Group], damaged: Damaged, repaired: Repaired) -> list[Group]:
    """The run as one group where that is nearer to the truth: then the first body was dropped and
    the copy stays, not quite repaired."""
    whole = replace(
        run[0],
        end=run[-1].end,
        clean_end=run[-1].clean_end,
        truth_end=run[-1].truth_end,
        damages=tuple(one for group in run for one in group.damages),
        clusters=tuple(one for group in run for one in group.clusters),
    )

    def off(group: Group) -> int:
        return sum(len(places) for places in _missing(group, damaged, repaired))

    return [whole] if off(whole) < sum(off(one) for one in run) else list(run)


def _missing(group: Group, damaged: Damaged, repaired: Repaired) -> tuple[set[int], set[int]]:
    """Places in the truth that the outcome lacks; places in the clean text that it has too much."""
    made, due = _outcome(group, repaired), _expected(group, damaged)
    same_made, same_due = set[int](), set[int]()
    for block in LCSseq.opcodes(made, due):
        if block.tag == "equal":
            same_made.update(range(block.src_start, block.src_end))
            same_due.update(range(block.dest_start, block.dest_end))
    last, clean_last = _ends(damaged, repaired.clean)
    lacking = {group.truth_start + at for at in range(len(due)) if at not in same_due}
    too_much = {group.clean_start + at for at in range(len(made)) if at not in same_made}
    return (
        {at for at in lacking if at < last},
        {at for at in too_much if at < clean_last},
    )


def _wrong(left: Sequence[Group], damaged: Damaged, repaired: Repaired) -> list[Edit]:
    """One edit, the longest, of every cluster that does not agree with the truth.

    Within what should not be there at all an edit is wrong only if it does harm: in a tail nothing
    does, in a copy what the truth has nowhere."""
    found: list[Edit] = []
    truth = damaged.truth
    for group in left:
        lacking, too_much = _missing(group, damaged, repaired)
        for cluster in group.clusters:
            if any(_undoes(cluster, one, repaired) for one in group.damages):
                continue
            first, last = _changed(cluster, damaged, repaired)
            bad = [at for at in range(first, last) if at in too_much]
            added = {it.kind for it in group.damages if it.kind in ADDED and _touches(cluster, it)}
            if added:
                copied = Noise.BOILERPLATE not in added
                bad = [at for at in bad if copied and not _due_elsewhere(at, repaired, truth)]
            if bad or _takes(cluster, lacking, damaged, repaired):
                found.append(max(cluster.edits, key=lambda one: len(one.after) + len(one.before)))
    return found


def _due_elsewhere(at: int, repaired: Repaired, truth: str) -> bool:
    """Whether a character of a copy stands beside its neighbour in the truth, too. The neighbour
    may be lost: then it may be any."""
    for pair in (repaired.clean[max(0, at - 1) : at + 1], repaired.clean[at : at + 2]):
        if re.search(re.sub(r"\\\?|\ufffd", ".", re.escape(pair)), truth, re.DOTALL):
            return True
    return False


def _undoes(cluster: Cluster, one: Damage, repaired: Repaired) -> bool:
    """Whether the cluster undoes this one damage, whatever else was done to the place."""
    made = repaired.clean[cluster.clean_start : cluster.clean_end]
    return (cluster.start, cluster.end, made) == (one.start, one.end, one.was)


def _changed(cluster: Cluster, damaged: Damaged, repaired: Repaired) -> tuple[int, int]:
    """Where the outcome of a cluster is new, without what it shares with raw at either end."""
    raw = damaged.raw[cluster.start : cluster.end]
    made = repaired.clean[cluster.clean_start : cluster.clean_end]
    short = min(len(raw), len(made))
    head = next((at for at in range(short) if raw[at] != made[at]), short)
    most = short - head
    tail = next((at for at in range(most) if raw[-1 - at] != made[-1 - at]), most)
    return cluster.clean_start + head, cluster.clean_end - tail


def _takes(cluster: Cluster, lacking: set[int], damaged: Damaged, repaired: Repaired) -> bool:
    """Whether the cluster lost a character that its group now lacks."""
    lost = list(damaged.raw[cluster.start : cluster.end])
    for char in repaired.clean[cluster.clean_start : cluster.clean_end]:
        if char in lost:
            lost.remove(char)
    under = range(cluster.truth_start, cluster.truth_end)
    return any(at in under and damaged.truth[at] in lost for at in lacking)


def _dropped(damaged: Damaged, repaired: Repaired) -> list[Edit]:
    """Edits that took out a line of a second version that the first has not, and nobody is told."""
    spoken = [*repaired.offers, *repaired.doubts]
    found: list[Edit] = []
    for one in damaged.damages:
        if one.kind is not Noise.NEARLY_AGAIN:
            continue
        for line in _only_there(one, damaged.truth):
            out = [it for it in repaired.edits if _touches(it, line) and not it.after.strip()]
            if _covered(line, out) > 0.95 and not any(_touches(it, line) for it in spoken):
                found.append(max(out, key=lambda edit: edit.end - edit.start))
                break
    return found


def _only_there(version: Damage, truth: str) -> list[Damage]:
    """The lines of a second version that differ from the first. Where more was done to it than that
    all of it may, and it counts as one line."""
    if Levenshtein.distance(version.after.strip(), truth.strip()) > MOST_DIFFERENT:
        return [version]
    known, place, found = set(truth.split("\n")), version.start, list[Damage]()
    for line in version.after.split("\n"):
        if line not in known:
            found.append(replace(version, start=place, end=place + len(line)))
        place += len(line) + 1
    return found


def _altered(left: Sequence[Group], damaged: Damaged, repaired: Repaired) -> list[int]:
    """Places in the truth that no damage had touched, under an edit, and missing now."""
    found: list[int] = []
    for group in left:
        if not group.clusters:
            continue
        hurt = {at for one in group.damages for at in range(one.truth_start, one.truth_end)}
        lacking, _too_much = _missing(group, damaged, repaired)
        found += sorted(lacking - hurt)
    return found


def _restored(one: Damage, group: Group, damaged: Damaged, repaired: Repaired) -> bool:
    """Whether this damage is gone, in a group that is not all right."""
    clusters = [cluster for cluster in group.clusters if _touches(cluster, one)]
    if any(_undoes(cluster, one, repaired) for cluster in clusters):
        return True
    lacking, too_much = _missing(group, damaged, repaired)
    if one.before:
        hurt = range(one.truth_start, one.truth_end)
        return bool(clusters) and not any(at in lacking for at in hurt)
    if one.kind in AGAIN and one.start > group.start:
        blank = sum(not repaired.clean[at].strip() for at in too_much)
        return len(too_much) - blank <= (one.end - one.start) / 10
    left = {
        at
        for cluster in clusters
        for at in range(cluster.clean_start, cluster.clean_end)
        if at in too_much
    }
    copies = (it for it in group.damages if it.kind in AGAIN and it is not one)
    if any(it.start <= one.start and one.end <= it.end for it in copies):
        left = {at for at in left if not _due_elsewhere(at, repaired, damaged.truth)}
    if left:
        return False
    mine = [edit for cluster in clusters for edit in cluster.edits]
    if one.kind in ADDED:
        mine = [edit for edit in mine if not edit.after.strip()]
    under = {at for edit in mine for at in range(edit.start, edit.end)}
    left_over = "".join(damaged.raw[at] for at in range(one.start, one.end) if at not in under)
    return not (left_over.strip() if one.kind in ADDED else left_over)


def _listed(one: Damage, spoken: Sequence[Listed], repaired: Repaired) -> bool:
    touching = [it for it in spoken if _touches(it, one)]
    if one.kind not in ADDED or not touching:
        return bool(touching)
    out = [edit for edit in repaired.edits if _touches(edit, one) and not edit.after.strip()]
    return _covered(one, [*touching, *out]) >= 0.5


def _touches(it: Listed, one: Listed) -> bool:
    if it.start == it.end:
        return one.start <= it.start <= one.end
    return it.start < one.end and one.start < it.end


def _covered(one: Damage, by: Sequence[Listed]) -> float:
    """The share of a damage that lies under any of these."""
    under = {at for it in by for at in range(max(it.start, one.start), min(it.end, one.end))}
    return len(under) / max(1, one.end - one.start)
