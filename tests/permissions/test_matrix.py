"""T1: every address, by every method, as every actor, answers as people wrote down."""

from __future__ import annotations

from pathlib import Path
from zlib import crc32

import pytest
from django.template.backends.django import Template as DjangoTemplates

from lianjian.chain.exchange.life import ASSET
from lianjian.chain.exchange.views.changing import _SERVICES
from lianjian.chain.pairing.views.marking import _MARKS
from lianjian.chain.pairing.views.rounds import _STEERED
from tests.campaigns import Reporter
from tests.conftest import Stage
from tests.sizes import LONG

from . import printed
from .addresses import METHODS, VERBS, Address, every_address
from .asking import ask, show_again
from .matrix import COLUMNS, HEADER, Cell, answer_of, expected, rows
from .undoing import undone

pytestmark = [pytest.mark.campaign, pytest.mark.once, pytest.mark.django_db]

ADDRESSES = every_address()
ROOMS = sorted({address.room for address in ADDRESSES})


def test_every_address_and_method_has_a_row_and_every_row_an_address():
    found = {(address.name, method) for address in ADDRESSES for method in METHODS}
    written = {(row["address"], row["method"]) for row in rows()}
    assert written - found == set(), "rows without an address"
    assert found - written == set(), "addresses without a row"


def test_every_verb_that_an_address_takes_has_rows_of_its_own():
    assert {name: set(verbs) for name, verbs in VERBS.items()} == {
        "pairing:steer": set(_STEERED),
        "pairing:mark": {*_MARKS, "forbid"},
        "exchange:change_need": set(_SERVICES),
        "exchange:change_offer": set(_SERVICES),
        "exchange:turn_asset": set(ASSET.verbs),
    }


def test_every_cell_is_decided():
    assert tuple(rows()[0]) == HEADER
    assert len(expected()) == len(rows()) * len(COLUMNS)


def test_the_page_that_people_sign_is_printed_from_the_matrix():
    assert printed.PAGE.read_text(encoding="utf-8") == printed.page(), (
        "run: python -m tests.permissions.printed"
    )


def is_asked(cell: Cell) -> bool:
    """Under --long every cell; otherwise a fifth of them, another one for each address and each
    actor."""
    return LONG or crc32("".join(cell).encode()) % 5 == 0


def surprises(addresses: list[Address], stage: Stage, cells: dict[Cell, str]) -> list[str]:
    """Every one of these cells in which the product does not answer as expected."""
    found = []
    # The whole walk takes longer than a page to sign, to export or to delete allows since its
    # reader has shown who they are.
    for client in stage.browsers.values():
        show_again(client)
    for address in addresses:
        for method in METHODS:
            for actor in COLUMNS:
                wanted = cells.get((address.name, method, actor))
                if wanted is None:
                    continue
                client = stage.browsers[actor]
                with undone(client):
                    answer = answer_of(ask(client, address, method, stage.things))
                if answer != wanted or answer.startswith("5"):
                    found.append(f"{address.name} {method} {actor}: {answer}, not {wanted}")
    return found


@pytest.fixture
def unwritten(monkeypatch: pytest.MonkeyPatch) -> None:
    """No page is written out: half of the campaign's time, and no right is decided there. Under
    --long they are, as everybody; the campaigns beside this one read them as some."""
    if not LONG:
        monkeypatch.setattr(DjangoTemplates, "render", lambda *_a, **_k: "")


@pytest.mark.usefixtures("unwritten")
@pytest.mark.parametrize("room", ROOMS)
def test_nobody_is_surprised(room: str, stage: Stage, campaign: Reporter):
    addresses = [address for address in ADDRESSES if address.room == room]
    names = {address.name for address in addresses}
    cells = {
        cell: wanted for cell, wanted in expected().items() if cell[0] in names and is_asked(cell)
    }
    found = surprises(addresses, stage, cells)
    assert found == [], "\n".join(found)
    campaign(
        "T1",
        "every address, by every method, as every actor, beside what people wrote down",
        size=len(cells),
        control="everybody may amend a branch: each of them is named",
        outcome="no surprise",
        part=room,
    )


def test_control_a_right_given_by_mistake_is_found(stage: Stage, monkeypatch: pytest.MonkeyPatch):
    """Somebody lets everyone amend a branch: the matrix names each of them."""
    from lianjian.chain.registry import policy
    from lianjian.ground.core.verdicts import Allowed

    monkeypatch.setattr(policy, "may_amend", lambda *_a, **_k: Allowed())
    amend = [address for address in ADDRESSES if address.name == "registry:amend"]
    found = surprises(amend, stage, expected())
    assert "registry:amend GET town: 200, not 403" in found


def test_control_a_cell_left_open_is_found(tmp_path: Path):
    text = Path(__file__).with_name("expected.csv").read_text(encoding="utf-8")
    head, first, *rest = text.splitlines()
    name, method, *_cells = first.split(",")
    open_file = tmp_path / "expected.csv"
    open_file.write_text("\n".join([head, f"{name},{method}" + "," * 18, *rest]))
    with pytest.raises(ValueError, match="not decided"):
        expected(open_file)
