"""T12: in every list and file that is given out, no text that a person wrote begins a formula.

Every free text of a whole world begins like one; then each export is read as a spreadsheet would.
"""

from __future__ import annotations

import csv
import io

import pytest
import pytest_django

from lianjian.ground.core.scoped import Scoped, scope_lifted
from lianjian.ground.sheets import reading
from lianjian.ground.ui import listing
from tests.campaigns import Reporter
from tests.conftest import Stage
from tests.idor.mirror import free_texts, scoped_models
from tests.permissions.addresses import Address, every_address
from tests.permissions.asking import Things, ask
from tests.permissions.test_asked_again import EXPORTS
from tests.permissions.undoing import undone

from .test_formulas import PAYLOAD, PREFIXES, formulas_in

pytestmark = [pytest.mark.campaign, pytest.mark.once, pytest.mark.django_db]

SHEETS = {"ledgers:answer", "ledgers:template", "outcomes:overview_sheet", "projects:annual_sheet"}
STARTS = tuple({prefix[0] for prefix in PREFIXES} - {"\0"})
"""What a spreadsheet takes for the beginning of a formula, or drops before one."""


@pytest.fixture(scope="module")
def formulas(stage: Stage, django_db_blocker: pytest_django.DjangoDbBlocker) -> Stage:
    """The cast and its things, every free text of which begins with one prefix after another."""
    with django_db_blocker.unblock(), scope_lifted("a test writes what somebody might"):
        for model in scoped_models():
            _write_formulas(model)
    return stage


def _write_formulas(model: type[Scoped]) -> None:
    for field in free_texts(model):
        for row in model.objects.all():
            prefix = PREFIXES[row.pk % len(PREFIXES)].replace("\0", "")
            said = f"{prefix}{PAYLOAD}{getattr(row, field.name)}"[: field.max_length]
            model.objects.filter(pk=row.pk).update(**{field.name: said})


def exports() -> list[Address]:
    return [one for one in every_address() if one.name in EXPORTS | SHEETS]


def given_out(stage: Stage, address: Address) -> bytes:
    """The file that a coordinator gets, or for the journal the auditor."""
    for actor in ("county", "auditor"):
        things: Things = dict(stage.things)
        if address.name in EXPORTS:
            things[address.name] = {**things.get(address.name, {}), "query": "export=csv"}
        with undone(stage.browsers[actor]):
            answer = ask(stage.browsers[actor], address, "GET", things)
            if answer.status_code == 200:
                return b"".join(answer)
    raise AssertionError(f"{address.name} gives nothing out")


def cells_of(name: str, data: bytes) -> list[str]:
    if name in SHEETS:
        return [str(cell) for sheet in reading.look(data) for _n, row in sheet.rows for cell in row]
    text = data.decode("utf-8-sig")
    return [cell for row in csv.reader(io.StringIO(text)) for cell in row]


def begun(name: str, data: bytes) -> list[str]:
    """The cells of an export that a spreadsheet would calculate."""
    if name in SHEETS:
        return formulas_in(data)
    return [cell for cell in cells_of(name, data) if cell.startswith(STARTS)]


def test_no_export_begins_a_formula_anywhere(formulas: Stage, campaign: Reporter):
    found, payloads = [], 0
    for address in exports():
        data = given_out(formulas, address)
        payloads += sum(PAYLOAD in cell for cell in cells_of(address.name, data))
        found += [f"{address.name}: {one[:60]!r}" for one in begun(address.name, data)]
    assert found == []
    assert payloads > 2 * len(exports()), "the texts are in what is given out"
    campaign(
        "T12",
        "every list and sheet that is given out, every free text begins like a formula",
        size=f"{payloads} texts in {len(exports())} exports",
        control="a list written without care has formulas",
        outcome="0 cells that a spreadsheet would calculate",
    )


def test_control_a_list_written_without_care_has_formulas(
    formulas: Stage, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(listing, "safe_cell", str)
    [needs] = [one for one in exports() if one.name == "exchange:needs"]
    assert begun("exchange:needs", given_out(formulas, needs))
