"""What the pages of a project draw, gathered for one reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lianjian.ground.core import money
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.today import Mark
from lianjian.ground.journal import telling

from . import policy, sections, selectors
from .forms import (
    AcceptForm,
    AnswerForm,
    CorrectStartForm,
    ListForm,
    ReachForm,
    ReopenForm,
    StartForm,
    WhyForm,
)
from .life import PROJECT, ProjectState
from .models import Milestone, Project, ProjectParty

MARKS: dict[str, Mark] = {
    ProjectState.PROPOSED: "plan",
    ProjectState.REVIEWED: "plan",
    ProjectState.LISTED: "plan",
    ProjectState.UNDER_WAY: "going",
    ProjectState.ACCEPTED: "done",
    ProjectState.SUSPENDED: "late",
    ProjectState.CANCELLED: "none",
}
ANSWER_MARKS: dict[str, Mark] = {"": "plan", "agreed": "done", "change": "late"}

STEERED = frozenset({"list", "accept", "reopen"})
"""Verbs of the list's issuer; the others are the parties' too."""

PEOPLE = frozenset({"answer", "agree"})
"""Verbs with a form of their own, or nobody's."""


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone with the form that says it is reached, or takes that back."""

    milestone: Milestone
    reach: ReachForm
    reopen: ReopenForm


@dataclass(frozen=True, slots=True)
class PartyRow:
    party: ProjectParty
    mark: Mark


def project_page(actor: Actor, project: Project, **forms: Any) -> dict[str, Any]:
    """The page of a project; ``forms`` that were sent and could not be taken come back on it."""
    parties = selectors.parties_of(project)
    own = next((one for one in parties if policy.speaks_for(actor, one)), None)
    steers = policy.steers(actor, project)
    leads = steers or own is not None
    verbs = set(PROJECT.verbs_from(project.state)) - PEOPLE
    milestones = selectors.milestones_of(project)
    answers = project.state == ProjectState.PROPOSED and own is not None
    return {
        "project": project,
        "mark": MARKS[project.state],
        "parties": [PartyRow(one, ANSWER_MARKS[one.answer]) for one in parties],
        "own": own,
        "milestones": [
            MilestoneRow(
                one,
                forms.pop(f"reach_{one.pk}", None) or ReachForm(),
                forms.pop(f"reopen_{one.pk}", None) or ReopenForm(),
            )
            for one in milestones
        ],
        "open_milestones": sum(1 for one in milestones if one.reached_on is None),
        "may_correct": leads and project.launched_on is not None,
        "pairings": selectors.pairings_of(project),
        "brands": selectors.brands_of(project),
        "budget": None if project.budget is None else money.yuan_text(project.budget),
        "may": {verb: steers if verb in STEERED else leads for verb in verbs},
        "may_reach": leads and project.state in (ProjectState.LISTED, ProjectState.UNDER_WAY),
        "lines": telling.history_of(project, *parties, named=milestones),
        "sections": sections.sections_for(actor, project),
        "answer_form": (AnswerForm(initial={"edition": project.edition}) if answers else None),
        "list_form": ListForm(),
        "start_form": StartForm(),
        "accept_form": AcceptForm(),
        "why_form": WhyForm(),
        "take_back_form": ReopenForm(),
        "correct_form": CorrectStartForm(initial={"launched_on": project.launched_on}),
        **forms,
    }
