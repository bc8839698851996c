"""Two entries of one body become one: whatever in the product refers to a body, or to its branch,
moves; and undoing brings back every row of every table as it was.

The references are found by walking the models, so a room that is added tomorrow is tried too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import IntegrityError, models, transaction

from lianjian.chain.registry.models import Branch
from lianjian.chain.registry.tests import makers as registry
from lianjian.ground.core.rows import references
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.core.verdicts import Refused
from lianjian.ground.organisations import merging, services
from lianjian.ground.organisations.models import Merger, Organisation
from tests import makers
from tests.cast import World
from tests.conftest import Stage
from tests.taking_back import taken_back

pytestmark = [pytest.mark.once]

Reference = models.ForeignKey[Any, Any]
SAID_BY_ITSELF = {"organisations.Merger.kept"}
"""A merger into an entry that is merged itself is tried in the room's own tests."""


@dataclass(frozen=True)
class Two:
    """Two entries of one body of Sample County, each with its branch."""

    kept: Organisation
    gone: Organisation
    kept_branch: Branch
    gone_branch: Branch


def name_of(field: Reference) -> str:
    return f"{field.model._meta.label}.{field.name}"


def every_reference() -> list[Reference]:
    """All foreign keys to an organisation or to a branch, but the branch's own to its host."""
    found = [*references(Organisation), *references(Branch)]
    return [field for field in found if name_of(field) not in SAID_BY_ITSELF]


@pytest.fixture
def world(stage: Stage, db: None) -> World:
    """The world of the stage."""
    return stage.world


@pytest.fixture
def two(world: World) -> Two:
    """In a world in which every table has a row."""
    kept = makers.an_organisation("示例县果业公司", affiliation=world.county)
    gone = makers.an_organisation("示例县果业有限公司", affiliation=world.county)
    branches = registry.a_branch(kept), registry.a_branch(gone)
    posting = registry.a_posting(registry.a_branch(world.stone, unit="二组"), sending_unit=gone)
    registry.a_source(world.county)
    registry.an_office(kept)
    assert posting.pk
    return Two(kept, gone, *branches)


def test_there_are_references(world: World):
    names = {name_of(field) for field in every_reference()}
    assert {"registry.Branch.host", "accounts.Post.organisation", "pairing.Pairing.village"} < names
    assert len(names) > 35


def test_every_reference_moves_and_comes_back(world: World, two: Two):
    found = [line for field in every_reference() for line in faults(world, two, field)]
    assert found == [], "\n".join(found)


def test_control_a_reference_that_is_forgotten_is_found(
    world: World, two: Two, monkeypatch: pytest.MonkeyPatch
):
    """Somebody lists the references by hand and leaves two out."""
    left_out = {"registry.Posting.sending_unit", "pairing.Pairing.partner"}
    whole = references
    monkeypatch.setattr(
        merging,
        "references",
        lambda model: (field for field in whole(model) if name_of(field) not in left_out),
    )
    fields = [field for field in every_reference_of(whole) if name_of(field) in left_out]
    assert len(fields) == 2
    for field in fields:
        assert faults(world, two, field) != []


def test_control_a_row_that_does_not_come_back_is_found(
    world: World, two: Two, monkeypatch: pytest.MonkeyPatch
):
    """Undoing forgets what was moved and only brings the entry back."""
    taken_back = merging._take_back

    def forgetful(step: merging.Step) -> None:
        if step["did"] != "moved":
            taken_back(step)

    monkeypatch.setattr(merging, "_take_back", forgetful)
    [field] = [one for one in every_reference() if name_of(one) == "registry.Posting.sending_unit"]
    assert any("came back" in line for line in faults(world, two, field))


def every_reference_of(whole: Any) -> list[Reference]:
    return [*whole(Organisation), *whole(Branch)]


def faults(world: World, two: Two, field: Reference) -> list[str]:
    """What goes wrong where a row refers to the entry that goes, by this field."""
    name = name_of(field)
    kept, gone = (
        (two.kept, two.gone)
        if field.related_model is Organisation
        else (two.kept_branch, two.gone_branch)
    )
    with taken_back():
        row = pointed_at(field, gone)
        if row is None:
            return [f"{name}: there is no row to try it with"]
        found_anew(row, two)
        before = everything()
        try:
            merger = services.merge(world.mei.actor, kept=two.kept, gone=two.gone)
        except (Refused, models.ProtectedError) as refusal:
            return [f"{name}: {refusal}"]
        if value_of(field, row) not in {kept.pk, None}:
            return [f"{name}: it still refers to the entry that went"]
        if value_of(field, row) is None and not is_dropped(merger, row):
            return [f"{name}: the row is gone and nobody knows of it"]
        services.unmerge(world.mei.actor, merger=merger)
        after = everything()
        return [f"{name}: {table} came back otherwise" for table in differing(before, after)]


def pointed_at(field: Reference, gone: models.Model) -> models.Model | None:
    """A row of the field's model, made to refer to the entry that will go."""
    for row in rows(field.model):
        if row.pk == gone.pk and type(row) is type(gone):
            continue
        siblings = nullable_siblings(field)
        attempts = [{}, *({one: None} for one in siblings), dict.fromkeys(siblings)]
        for others in [*attempts, *({**one, "kind": "organisation"} for one in attempts)]:
            try:
                with transaction.atomic(), scope_lifted("a test sets the scene"):
                    changed = {field.attname: gone.pk, **others}
                    field.model._base_manager.filter(pk=row.pk).update(**changed)
                return row
            except (IntegrityError, FieldDoesNotExist):
                continue
    return None


def found_anew(row: models.Model, two: Two) -> None:
    """What finds a record knows of the scene."""
    with scope_lifted("a test sets the scene"):
        for one in (row, two.gone):
            one.refresh_from_db()
            if type(one) in merging._TOLD:
                merging._TOLD[type(one)].tell(one)


def nullable_siblings(field: Reference) -> list[str]:
    return [
        one.attname
        for one in field.model._meta.concrete_fields
        if isinstance(one, models.ForeignKey) and one.null and one.name != field.name
    ]


def rows(model: type[models.Model]) -> list[models.Model]:
    with scope_lifted("a test looks behind"):
        return list(model._base_manager.order_by("-pk")[:20])


def value_of(field: Reference, row: models.Model) -> Any:
    with scope_lifted("a test looks behind"):
        found = field.model._base_manager.filter(pk=row.pk)
        return found.values_list(field.attname, flat=True).first()


def is_dropped(merger: Merger, row: models.Model) -> bool:
    return any(
        step["did"] == "removed" and (step["model"], step["key"]) == (row._meta.label, row.pk)
        for step in merger.steps
    )


LEFT_ASIDE = {"organisations.Merger", "journal.Line"}


def everything() -> dict[str, list[str]]:
    """Every row of every table of the product, but mergers and the journal."""
    found: dict[str, list[str]] = {}
    with scope_lifted("a test looks behind"):
        for model in apps.get_models(include_auto_created=True):
            label = model._meta.label
            if label in LEFT_ASIDE or label.startswith(("django_q.", "sessions.")):
                continue
            # An entry of the search index is made anew and has no key that anybody knows.
            fields = ["kind", "key", "tokens"] if label == "core.SearchEntry" else []
            found[label] = sorted(map(repr, model._base_manager.values_list(*fields)))
    return found


def differing(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    return sorted(label for label in before if before[label] != after[label])
