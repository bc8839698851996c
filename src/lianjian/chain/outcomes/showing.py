"""What the pages of a figure draw, gathered for one reader."""

from __future__ import annotations

import copy
from typing import Any

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.today import Mark
from lianjian.ground.journal import telling

from . import policy, selectors
from .forms import ClaimForm, SiteForm, WhyForm
from .life import OBSERVATION, STANDING, ObservationState
from .models import Observation
from .totals import LEFT_OUT, why_left_out

MARKS: dict[str, Mark] = {
    ObservationState.REPORTED: "plan",
    ObservationState.CHECKED: "going",
    ObservationState.CONFIRMED: "done",
    ObservationState.RETURNED: "late",
    ObservationState.CORRECTED: "none",
    ObservationState.WITHDRAWN: "none",
}


MOST_OTHERS = 10


def observation_page(actor: Actor, row: Observation, **forms: Any) -> dict[str, Any]:
    """The page of a figure; ``forms`` that were sent and could not be taken come back on it."""
    indicator = row.definition.indicator
    verbs = set(OBSERVATION.verbs_from(row.state))
    asks = {
        "check": policy.may_check,
        "confirm": policy.may_confirm,
        "return_it": policy.may_check,
        "correct": policy.may_correct,
        "withdraw": policy.may_withdraw,
    }
    may = {verb: bool(asks[verb](actor, observation=row)) for verb in verbs}
    stands = row.state in STANDING
    alone = copy.copy(row)
    alone.state = ObservationState.CONFIRMED
    outside = why_left_out(indicator, alone) if stands else ""
    same = selectors.of_the_same(actor.scope, row)[:MOST_OTHERS] if stands else ()
    return {
        "row": row,
        "indicator": indicator,
        "shown": row.shown(indicator),
        "outside": LEFT_OUT[outside] if outside else "",
        "mark": MARKS[row.state],
        "may": may,
        "may_agree": stands and row.grade < 3 and bool(policy.may_agree(actor, observation=row)),
        "may_claim": stands
        and (row.project_id or row.accord_id)
        and bool(policy.may_claim(actor, observation=row)),
        "same": [(one, one.shown(one.definition.indicator)) for one in same],
        "correction": selectors.correction_of(row),
        "claims": selectors.claims_of(row),
        "lines": telling.history_of(row),
        "why_form": WhyForm(),
        "site_form": SiteForm(),
        "claim_form": ClaimForm(),
        **forms,
    }
