"""What villages and bodies handed in: a text of each, with a line that waits and one confirmed."""

from __future__ import annotations

from lianjian.beside.intake.models import Fact, Submission
from lianjian.ground.core.models import StoredFile

from .inserting import insert
from .places import OTHER, VILLAGE, Nation


def reports(nation: Nation) -> None:
    """For a nation whose bodies and persons are there."""
    villages, others = nation.villages, nation.organisations
    insert(
        StoredFile, 1, id="n + 1001", digest="'of a nation'", size="1", media_type="'text/plain'"
    )
    common = {"file_id": "1001", "state": "'read'", "person_id": f"{VILLAGE} + n %% {villages}"}
    insert(
        Submission,
        villages,
        id="n + 1001",
        title="'来稿例' || CAST(n AS text)",
        division_id=f"{VILLAGE} + n",
        organisation_id=f"{VILLAGE} + n",
        **common,
    )
    insert(
        Submission,
        others,
        id=f"n + {villages + 1001}",
        title="'来稿例' || CAST(n AS text)",
        organisation_id=f"{OTHER} + n",
        **common,
    )
    insert(
        Fact,
        2 * villages,
        submission_id="n / 2 + 1001",
        number="n %% 2 + 1",
        kind="'needs'",
        state="CASE n %% 2 WHEN 0 THEN 'proposed' ELSE 'confirmed' END",
        standing="'new'",
    )
