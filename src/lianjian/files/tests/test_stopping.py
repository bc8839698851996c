"""Ctrl-C at any moment: a whole plan that says the truth about itself, or nothing at all."""

from __future__ import annotations

import json
import random
import re
import signal
import subprocess
import sys
import threading
import time
import weakref
from contextlib import nullcontext
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
from tests.sizes import size

from lianjian import cli
from lianjian.files.stopping import AGAIN, Stop, never_lost, unbroken

VILLAGES, EACH = 10_000, 20
TIMES = size(1, long=100)


@pytest.fixture(scope="module")
def round_of_thousands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """So many villages that every phase lasts, with hardly enough places."""
    folder = tmp_path_factory.mktemp("round") / "county"
    folder.mkdir()
    rng = np.random.default_rng(3)
    partners = VILLAGES
    village = np.repeat(np.arange(VILLAGES), EACH)
    # Neighbours want the same partners: the third of them that lie near.
    partner = (
        village
        + rng.permuted(np.tile(np.arange(3 * EACH), (VILLAGES, 1)), axis=1)[:, :EACH].ravel()
    ) % partners
    tables = {
        "villages": {
            "id": np.arange(VILLAGES),
            "capacity": rng.integers(1, 4, VILLAGES),
            "must_serve": rng.random(VILLAGES) < 0.2,
        },
        "partners": {
            "id": np.arange(partners),
            "kind": rng.choice(["enterprise", "society", "university"], partners),
            "capacity": rng.integers(1, 4, partners),
        },
        "candidates": {
            "village": village,
            "partner": partner,
            "score": rng.integers(0, 1_000_001, len(village)) / 1_000_000,
            "state": pa.repeat("free", len(village)),
        },
    }
    for name, columns in tables.items():
        parquet.write_table(pa.table(columns), folder / f"{name}.parquet")
    return folder


class Pairing:
    """`lianjian pair` in a process of its own, and what it says on stderr."""

    def __init__(self, county: Path, plan: Path, *more: str, ignored: bool = False) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "lianjian.cli", "pair", str(county), "-o", str(plan), *more],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=(lambda: signal.signal(signal.SIGINT, signal.SIG_IGN)) if ignored else None,
        )
        self.said = ""

    def wait_for(self, words: str) -> None:
        assert self.process.stderr is not None
        while words not in self.said:
            letter = self.process.stderr.read(1)
            assert letter, self.said
            self.said += letter

    def ctrl_c(self) -> None:
        self.process.send_signal(signal.SIGINT)

    def end(self) -> tuple[int, str]:
        """Exit status and answer; never a traceback, and nothing half written beside the plan."""
        out, rest = self.process.communicate(timeout=120)
        self.said += rest
        assert "Traceback" not in self.said
        return self.process.returncode, out


def an_older_plan(folder: Path) -> dict[str, bytes]:
    folder.mkdir()
    (folder / "certificate.json").write_text("{}")
    return contents(folder)


def contents(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir()}


@pytest.mark.parametrize("phase", ["reading", "proving", "checking"])
def test_ctrl_c_outside_of_solving_writes_nothing(round_of_thousands, tmp_path, phase):
    before = an_older_plan(tmp_path / "plan")
    pairing = Pairing(round_of_thousands, tmp_path / "plan")
    pairing.wait_for(f"{phase} ")
    pairing.ctrl_c()
    assert pairing.end() == (130, "")
    assert pairing.said.endswith("Stopped.\n")
    assert contents(tmp_path / "plan") == before
    assert [one.name for one in tmp_path.iterdir()] == ["plan"]


def test_ctrl_c_while_it_solves_leaves_a_plan_and_the_truth_about_it(
    round_of_thousands, tmp_path, capsys
):
    an_older_plan(tmp_path / "plan")
    pairing = Pairing(round_of_thousands, tmp_path / "plan")
    pairing.wait_for("solving ")
    pairing.ctrl_c()
    status, answer = pairing.end()
    assert status == 130
    assert "Stopping: what stands is made a plan" in pairing.said
    assert answer.startswith("Stopped: ")
    assert [one.name for one in tmp_path.iterdir()] == ["plan"]
    said = json.loads((tmp_path / "plan" / "certificate.json").read_text())
    assert said["gap"] > 0
    checked = ["verify", str(round_of_thousands), str(tmp_path / "plan")]
    assert cli.main(checked) == 1
    fault = capsys.readouterr().out.splitlines()[1]
    assert re.fullmatch(
        r"  not proven: the bound is [\d,]+ above the value, .* of the score", fault
    )
    # All else about it holds.
    assert cli.main([*checked, "--gap", "1e9"]) == 0


def test_a_second_ctrl_c_ends_at_once_and_writes_nothing(round_of_thousands, tmp_path):
    before = an_older_plan(tmp_path / "plan")
    pairing = Pairing(round_of_thousands, tmp_path / "plan")
    pairing.wait_for("solving ")
    pairing.ctrl_c()
    pairing.wait_for("Stopping")
    pairing.ctrl_c()
    assert pairing.end() == (130, "")
    assert pairing.said.endswith("Stopped.\n")
    assert contents(tmp_path / "plan") == before


def test_who_was_started_to_run_on_whatever_happens_runs_on(round_of_thousands, tmp_path):
    pairing = Pairing(round_of_thousands, tmp_path / "plan", ignored=True)
    pairing.wait_for("solving ")
    pairing.ctrl_c()
    status, answer = pairing.end()
    assert status == 0
    assert "gap 0, so no plan is better" in answer


def test_a_gap_that_is_asked_for_is_written_proven_and_said(round_of_thousands, tmp_path, capsys):
    plan = tmp_path / "plan"
    assert cli.main(["pair", str(round_of_thousands), "-o", str(plan), "--gap", "0.05"]) == 0
    said = json.loads((plan / "certificate.json").read_text())
    assert 0 < said["gap"] <= 0.05 * said["score"]
    better = re.search(r"no plan is more than ([\d.]+) % better: ", capsys.readouterr().out)
    assert better
    # Rounded up, and by no more than its second digit.
    share = 100 * said["gap"] / said["score"]
    assert share <= float(better[1]) <= 1.11 * share
    checked = ["verify", str(round_of_thousands), str(plan)]
    assert cli.main([*checked, "--gap", "0.05"]) == 0
    told = capsys.readouterr().out
    assert "The plan is proven within 5 %: it keeps every rule, and no plan is more than" in told
    assert cli.main(checked) == 1
    assert cli.main([*checked, "--gap", f"{said['gap'] / said['score'] * 0.99:.9f}"]) == 1


@pytest.mark.campaign
def test_ctrl_c_at_a_moment_by_lot_leaves_a_whole_plan_or_none(
    round_of_thousands, tmp_path, campaign
):
    lot = random.Random(1)
    outcomes = {"a plan": 0, "nothing": 0}
    for turn in range(TIMES):
        plan = tmp_path / f"plan{turn}"
        pairing = Pairing(round_of_thousands, plan)
        pairing.wait_for("reading")
        threading.Timer(lot.uniform(0, 3), pairing.ctrl_c).start()
        status, _answer = pairing.end()
        # At its very end, whoever closes the interpreter may be struck; the plan is there.
        assert status in (130, 0, -signal.SIGINT)
        outcomes["a plan" if plan.exists() else "nothing"] += 1
        if plan.exists():
            asked = ["verify", str(round_of_thousands), str(plan), "--gap", "1e9"]
            assert cli.main(asked) == 0
        else:
            assert status == 130
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".")]
    campaign(
        "T7",
        "pairing in files: Ctrl-C at a moment by lot",
        size=TIMES,
        control="a plan that is not whole is refused by the checker (test_damage.py)",
        outcome=f"{outcomes['a plan']} whole plans, {outcomes['nothing']} times nothing",
    )


# -- the parts --


def test_the_first_is_noted_and_the_second_raises():
    stop = Stop()
    with stop.heard():
        signal.raise_signal(signal.SIGINT)
        assert stop.asked
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    # Afterwards it is as it was before: the next one is no second, and is not noted.
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_in_another_thread_nothing_is_heard_and_nothing_fails():
    def work() -> None:
        with Stop().heard():
            done.append(True)

    done: list[bool] = []
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done


@pytest.mark.parametrize("whole", [True, False])
def test_a_moment_that_must_be_whole_ends_before_ctrl_c_is_heard(whole):
    """Whichever thread the signal comes to: tables are read by several. Otherwise (the control) it
    is broken off."""
    done = []

    def moment() -> None:
        with unbroken() if whole else nullcontext():
            thread = threading.Thread(target=signal.raise_signal, args=[signal.SIGINT])
            thread.start()
            thread.join()
            done.append("the second half")

    with pytest.raises(KeyboardInterrupt):
        moment()
    assert bool(done) == whole


@pytest.mark.parametrize("kept", [True, False])
def test_ctrl_c_in_a_callback_is_not_lost(kept, monkeypatch):
    """Python cannot raise it there; without more ado (the control) it goes on as if nothing was."""
    told: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", told.append)

    def work() -> None:
        thing = Stop()
        watched = weakref.ref(thing, lambda _gone: signal.raise_signal(signal.SIGINT))
        with never_lost() if kept else nullcontext():
            del thing
            time.sleep(20 * AGAIN)
        assert watched() is None

    if kept:
        with pytest.raises(KeyboardInterrupt):
            work()
    else:
        work()
    assert len(told) == (not kept)
