"""``./up``: from a bare checkout to the product in a browser, with the demonstration in it.

Every part may be interrupted with Ctrl-C and is begun again by the next run; what is done stays
done. Nothing is written outside this folder but the caches of pip, uv and npm.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import FrameType

from tools.installing import (
    HOUSE,
    VENV,
    Phases,
    Stopped,
    environment,
    everything,
    run,
    stop_children,
)

LIANJIAN = VENV / "bin" / "lianjian"
KEPT = HOUSE / ".cache" / "up.json"
TABLE = HOUSE / "docs" / "generated" / "up.md"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./up", description=__doc__)
    parser.add_argument("--port", type=int, default=int(os.environ.get("LIANJIAN_PORT") or 8000))
    parser.add_argument("--no-demo", action="store_true", help="leave the database empty")
    parser.add_argument("--phases", action="store_true", help=f"write {TABLE.name} when it is up")
    asked = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, _like_ctrl_c)
    phases, began = Phases(), time.monotonic()
    try:
        _port_is_free(asked.port)
        print("lianjian is being set up; Ctrl-C stops it, and ./up goes on where it was.")
        everything(phases)
        env = _environment(asked)
        first = not (_home(env) / "filled").exists() and not asked.no_demo
        if first:
            _fill(phases, env)
        return _serve(asked, env, phases, began, first=first)
    except Stopped as stopped:
        print(f"\n{stopped}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        stop_children()
        print("\nStopped. ./up goes on where it was.", file=sys.stderr)
        return 130


def _like_ctrl_c(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _port_is_free(port: int) -> None:
    """Before anything is installed: nobody likes to wait for a refusal."""
    with socket.socket() as asked:
        asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asked.bind((os.environ.get("LIANJIAN_HOST") or "127.0.0.1", port))
        except OSError:
            raise Stopped(
                f"Port {port} is taken by another program (perhaps an ./up that still runs)."
                f" Choose another one: LIANJIAN_PORT={port + 1} ./up"
            ) from None


def _environment(asked: argparse.Namespace) -> dict[str, str]:
    env = {"LIANJIAN_DEMO": "1", **environment(), "LIANJIAN_PORT": str(asked.port)}
    env.setdefault("PYTHONUNBUFFERED", "1")
    if asked.no_demo:
        env["LIANJIAN_DEMO"] = "0"
    return env


def _home(env: dict[str, str]) -> Path:
    return HOUSE / env.get("LIANJIAN_HOME", "var")


def _fill(phases: Phases, env: dict[str, str]) -> None:
    """Tables, then the demonstration with the divisions it needs; only into an empty database."""
    with phases.phase("tables"):
        run([LIANJIAN, "migrate", "--no-input", "-v0"], env=env)
    with phases.phase("divisions and demonstration"):
        try:
            run([LIANJIAN, "demo", "--core"], env=env)
        except Stopped as stopped:
            if stopped.status != 2:
                raise
            # Somebody's own data, or a demonstration that is here already: neither is touched.
            print(f"  {stopped.said}")
    (_home(env) / "filled").touch()


def _serve(
    asked: argparse.Namespace, env: dict[str, str], phases: Phases, began: float, *, first: bool
) -> int:
    """Start the server, say where it is, and stay until Ctrl-C or until it ends."""
    started = time.monotonic()
    server = subprocess.Popen(
        [LIANJIAN, "serve"], cwd=HOUSE, env=env, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, text=True, errors="replace", start_new_session=True,
    )  # fmt: skip

    def listen() -> None:
        for line in server.stdout or ():
            if line.startswith("Ready:"):
                phases.took("server", time.monotonic() - started)
                print(f"  {time.monotonic() - began:6.1f} s  altogether\n", flush=True)
                _keep(phases, "first" if first else "again", time.monotonic() - began)
                if asked.phases:
                    write_table()
            print(line, end="", flush=True)

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    try:
        status = server.wait()
    except KeyboardInterrupt:
        server.terminate()
        server.wait()
        status = 0
        print("\nStopped. ./up starts it again.", file=sys.stderr)
    listener.join(timeout=5)
    return status


def _keep(phases: Phases, which: str, altogether: float) -> None:
    known = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    known[which] = {
        "day": dt.date.today().isoformat(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "seconds": {**phases.seconds, "altogether": altogether},
    }
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    KEPT.write_text(json.dumps(known, indent=1))


def write_table() -> None:
    """docs/generated/up.md from the last first run and the last run after it."""
    known = json.loads(KEPT.read_text())
    lines = ["# ./up: phases and seconds", "", "Written by `./up --phases`.", ""]
    for which, title in (("first", "The first time"), ("again", "The second time")):
        if run_ := known.get(which):
            where = f"{run_['day']}, {run_['cores']} cores, Python {run_['python']}"
            lines += [f"## {title}", "", f"{where}.", "", "| phase | seconds |", "|---|---:|"]
            lines += [f"| {name} | {took:.1f} |" for name, took in run_["seconds"].items()]
            lines += [""]
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    TABLE.write_text("\n".join(lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
