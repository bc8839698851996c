"""What came of the accords: projects with their parties, and reported figures of every village."""

from __future__ import annotations

from django.db import connection

from lianjian.chain.outcomes.models import Observation, StatedFigure
from lianjian.chain.projects.models import Cluster, Milestone, Project, ProjectParty

from .inserting import insert
from .places import COUNTY, LONG_AGO, OTHER, VILLAGE, Nation


def figures(nation: Nation) -> None:
    """A project for every tenth village, a figure of four in five, what counties state."""
    _projects(nation)
    _figures(nation)


def _projects(nation: Nation) -> None:
    projects = nation.villages // 10
    insert(
        Cluster,
        nation.counties * 3,
        id="n + 1001",
        name="'集群' || CAST(n AS text)",
        area="'industry'",
        division_id=f"{COUNTY} + n / 3",
    )
    insert(
        Project,
        projects,
        id="n + 1001",
        name="'项目' || CAST(n AS text)",
        area="'industry'",
        kind="'planting'",
        division_id=f"{VILLAGE} + n * 10",
        issuer_division_id=f"CASE n %% 10 WHEN 0 THEN NULL ELSE {COUNTY} + n / 21 END",
        issuer_id=f"CASE n %% 10 WHEN 0 THEN {OTHER} + n %% {nation.organisations} END",
        proposer_id=f"CASE n %% 2 WHEN 0 THEN {VILLAGE} + n * 10 END",
        accord_id=f"CASE n %% 3 WHEN 0 THEN 1001 + n %% {nation.counties * 20} END",
        cluster_id=f"CASE n %% 5 WHEN 0 THEN 1001 + n %% {nation.counties * 3} END",
        state="'under_way'",
        year="2020 + n %% 6",
        listed_on=f"'{LONG_AGO}'",
        launched_on=f"'{LONG_AGO}'",
    )
    for order, side, key in (
        ("1", "branch_id", f"{VILLAGE} + n * 10"),
        ("2", "organisation_id", f"{OTHER} + (n * 7) %% {nation.organisations}"),
    ):
        insert(ProjectParty, projects, project_id="n + 1001", order=order, **{side: key})
    insert(
        Milestone,
        projects,
        project_id="n + 1001",
        order="1",
        name="'节点'",
        due=f"'{LONG_AGO}'",
    )


def _figures(nation: Nation) -> None:
    definition = _definition("visits")
    insert(
        Observation,
        nation.villages * 4 // 5,
        definition_id=str(definition[1]),
        division_id=f"{VILLAGE} + n",
        branch_id=f"{VILLAGE} + n",
        reporter_id=f"{VILLAGE} + n",
        project_id="CASE n %% 10 WHEN 0 THEN 1001 + n / 10 END",
        accord_id=f"CASE n %% 10 WHEN 1 THEN 1001 + n %% {nation.counties * 20} END",
        value="n %% 1000",
        state="CASE n %% 3 WHEN 0 THEN 'reported' ELSE 'confirmed' END",
        grade="1",
    )
    insert(
        StatedFigure,
        nation.counties,
        indicator_id=str(definition[0]),
        division_id=f"{COUNTY} + n",
        value="1000",
        stated_on=f"'{LONG_AGO}'",
    )


def _definition(code: str) -> tuple[int, int]:
    """An indicator of the first dictionary and its definition, by their keys."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT i.id, d.id FROM outcomes_indicator i "
            "JOIN outcomes_definition d ON d.indicator_id = i.id WHERE i.code = %s",
            [code],
        )
        indicator, definition = cursor.fetchone()
    return int(indicator), int(definition)
