"""The engine beside its peers, on rounds of every size and contention.

    python -m benchmarks.pairing                      county, city and province, with peers
    python -m benchmarks.pairing --sizes nation       half a million villages, ours alone
    python -m benchmarks.pairing --changes            one change, one "why not?"
    python -m benchmarks.pairing --sweep              a province, places per wish from 0.7 to 7

Every figure comes from a process of its own; ratios are to the peer in the same run. A peer that
does not finish within ``--patience`` seconds is left out and named.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from typing import Any

from benchmarks.pairing.instances import CONTENTIONS, SIZES

PEERS = {"or-tools": "OR-Tools", "or-tools-true": "OR-Tools, true B", "highs": "HiGHS simplex"}
SWEPT = (0.7, 0.85, 0.95, 1.0, 1.05, 1.1, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 7.0)


def measured(size: str, contention: str, slots: str, peer: str, patience: float) -> Any:
    """What the process said, or None where it was not ready in time."""
    command = [sys.executable, "-m", "benchmarks.pairing.measure", size, contention, slots, peer]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=patience)
    except subprocess.TimeoutExpired:
        return None
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


def number(value: float) -> str:
    return f"{value:.2g}" if value < 10 else f"{value:.0f}"


def table(sizes: list[str], contentions: list[str], patience: float, peers: list[str]) -> None:
    """Seconds, ratios, gap and memory, as a table for the documents."""
    heads = ["", "candidates", "exact", "lowest prices", "proof", "gap", "peak GB", "× one stream"]
    print("| " + " | ".join([*heads, *(f"{PEERS[peer]}, ×" for peer in peers)]) + " |")
    print("|" + "---|" * (len(heads) + len(peers)))
    for size in sizes:
        for name in contentions:
            own = measured(size, name, "-", "ours", 3600)
            cells = [
                f"{size}, {name}",
                f"{own['candidates']:,}",
                number(own["exact"]),
                number(own["lowest"]),
                number(own["prove"]) if "prove" in own else "apart",
                str(own.get("gap", "apart")),
                number(own["peak"]),
                number(own["exact"] / own["stream"]),
            ]
            for peer in peers:
                theirs = measured(size, name, "-", peer, patience)
                cells.append(
                    "no end" if theirs is None else f"{theirs['seconds'] / own['exact']:.0f}"
                )
                must_agree(size, name, peer, own, theirs)
            print("| " + " | ".join(cells) + " |", flush=True)


def must_agree(size: str, name: str, peer: str, own: Any, theirs: Any) -> None:
    """With the true B both must find the same value; a faster wrong answer is no answer."""
    said = (theirs or {}).get("value")
    if peer == "or-tools-true" and said is not None and said != own["value"]:
        raise SystemExit(f"{size}, {name}: {own['value']} here, {said} there")


def sweep(patience: float) -> None:
    """A province at every scarcity, with OR-Tools (B = 10 scores) beside."""
    print("| places per wish | exact | gap | OR-Tools, × |\n|---|---|---|---|")
    for slots in SWEPT:
        own = measured("province", "base", str(slots), "ours", 3600)
        theirs = measured("province", "base", str(slots), "or-tools", patience)
        times = "no end" if theirs is None else f"{theirs['seconds'] / own['exact']:.0f}"
        print(f"| {slots} | {number(own['exact'])} | {own['gap']} | {times} |", flush=True)


def changes(sizes: list[str], contentions: list[str]) -> None:
    """One change put right and one exact "why not?" in a settled market, beside a solution from
    nothing."""
    heads = ["", "from nothing", "one change, median / 95 %", "share", "why not?, median / 95 %"]
    print("| " + " | ".join([*heads, "its moves"]) + " |\n|" + "---|" * 6)
    for size in sizes:
        for name in contentions:
            own = measured(size, name, "-", "changes", 3600)
            cells = [
                " / ".join(f"{1000 * one:.2g}" for one in own[k]) for k in ("change", "why not")
            ]
            share = own["change"][1] / own["exact"]
            whole = f"{1000 * own['exact']:.3g}"
            moves = " / ".join(f"{one:.0f}" for one in own["moves"])
            cells = [f"{size}, {name}", whole, cells[0], f"{share:.1%}", cells[1], moves]
            print("| " + " | ".join(cells) + " |", flush=True)
    print("Milliseconds; the share is of the 95 %.")


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="benchmarks.pairing",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=["county", "city", "province"])
    parser.add_argument("--contentions", nargs="+", choices=CONTENTIONS, default=list(CONTENTIONS))
    parser.add_argument("--peers", nargs="*", choices=PEERS, default=None)
    parser.add_argument("--patience", type=float, default=400)
    parser.add_argument("--sweep", action="store_true")
    parser.add_argument("--changes", action="store_true")
    asked = parser.parse_args()
    if asked.sweep:
        sweep(asked.patience)
        return
    if asked.changes:
        changes(asked.sizes, asked.contentions)
        return
    alone = asked.sizes == ["nation"]
    peers = asked.peers if asked.peers is not None else [] if alone else list(PEERS)
    table(asked.sizes, asked.contentions, asked.patience, peers)


if __name__ == "__main__":
    main()
