"""``./check``: everything that must hold before a change is kept, in the order of its cost.

Every phase runs, whatever the one before it said; the exit status is 0 only if all are good. The
last run of pytest gets what happened in the other phases, so that its closing line, the last line
of all, is red whenever the check is.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tools.installing import (
    HOUSE,
    PYTHON,
    VENV,
    Phases,
    Stopped,
    environment,
    packages,
    pairing_engine,
)
from tools.kept import Kept

BIN = VENV / "bin"
CHROMIUM = ("chromium-headless-shell", "chromium")
PACKAGES = (CHROMIUM[0], "fonts-noto-cjk")
WALKS = ("test_in_a_browser.py", "test_*_in_a_browser.py", "journeys/test_*.py")
"""Where the tests with a browser are (tests/conformity/test_browsers.py): their run collects
nothing else, which would take as long as one of them."""


@dataclass
class Check:
    """The phases so far: name → "ok" or what went wrong."""

    env: dict[str, str]
    scratch: Path
    """A folder that is gone with the check."""
    kept: Kept | None = None
    """What goes on in the next one, if this one is long and does not come to its end."""
    results: dict[str, str] = field(default_factory=dict)
    _printing: threading.Lock = field(default_factory=threading.Lock)

    def phase(self, name: str, *commands: list[str], **more: str) -> None:
        """Run one phase's commands; what they print is shown only if one fails."""
        began = time.monotonic()
        said, bad = "", ""
        for command in commands:
            done = subprocess.run(
                [_program(command[0]), *command[1:]],
                cwd=HOUSE, env={**self.env, **more}, stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
            )  # fmt: skip
            if done.returncode:
                said += done.stdout
                bad = bad or f"{command[0]} ended with status {done.returncode}"
        self.note(name, bad or "ok", time.monotonic() - began, said)

    def tests(self, name: str, command: list[str], *, last: bool = False) -> int:
        """One run of pytest, shown as it goes. The last one also hears of all other phases."""
        began = time.monotonic()
        print(f"\n{name}", flush=True)
        more = {"LIANJIAN_RUN": name, **(self.kept.told() if self.kept else {})}
        if last:
            more["LIANJIAN_PHASES"] = json.dumps(self.results)
        status = subprocess.run(
            [_program(command[0]), *command[1:]],
            cwd=HOUSE, env={**self.env, **more}, stdin=subprocess.DEVNULL,
        ).returncode  # fmt: skip
        if self.kept:
            self.kept.look_again(self.scratch, self.env)
        if not last:
            result = "ok" if status == 0 else f"pytest ended with status {status}"
            self.note(f"tests: {name}", result, time.monotonic() - began)
        return status

    def note(self, name: str, result: str, seconds: float = 0.0, said: str = "") -> None:
        """Keep and print how a phase went."""
        mark = "ok    " if result == "ok" else "FAILED"
        with self._printing:
            self.results[name] = result
            print(f"{mark} {seconds:6.1f} s  {name}{'' if result == 'ok' else ': ' + result}")
            if said:
                print(_last_lines(said))
            sys.stdout.flush()


def _program(name: str) -> str:
    own = BIN / name
    return str(own) if own.exists() else name


def _last_lines(text: str, most: int = 80) -> str:
    lines = [line for line in text.strip().splitlines() if ": note: " not in line]
    cut = [f"… {len(lines) - most} lines before these"] if len(lines) > most else []
    return "\n".join(f"    {line}" for line in [*cut, *lines[-most:]])


def by_reading(check: Check) -> None:
    """Everything that can be found without running the product."""
    templates = [str(path) for path in HOUSE.glob("src/**/templates/**/*.html")]
    check.phase("format", ["ruff", "format", "--check", "."])
    check.phase("lint", ["ruff", "check", "."])
    check.phase("own rules (lint/)", ["ast-grep", "scan", "src"])
    check.phase("words", ["typos"])
    if templates:
        check.phase("templates", ["djade", "--check", "--target-version", "5.2", *templates])
    check.phase("import rules", ["lint-imports", "--no-logo", "--cache-dir", ".cache/imports"])


def types(check: Check) -> None:
    """By far the longest of all that is read."""
    check.phase("types", ["mypy", "--no-pretty", "--hide-error-context", "--no-error-summary"])


def by_asking(check: Check, home: str) -> None:
    """What the product says about itself: models, catalogues, settings."""
    own = {"LIANJIAN_HOME": home}
    check.phase("migrations", ["lianjian", "makemigrations", "--check", "--dry-run"], **own)
    check.phase("catalogues", ["lianjian", "catalogues", "--check"], **own)
    check.phase("tables", ["python", "-m", "tests.migrated"], **own)


def kernels(check: Check) -> None:
    """What every process of the tests would otherwise compile for itself."""
    began = time.monotonic()
    try:
        pairing_engine()
    except Stopped as stopped:
        check.note("pairing engine", "does not compile", time.monotonic() - began, str(stopped))
    else:
        check.note("pairing engine", "ok", time.monotonic() - began)


def before_testing(check: Check, home: str) -> Future[None]:
    """What uses one core at a time, beside each other. Types take longest: they are still being
    looked at when this returns, and the tests begin meanwhile."""
    parts = ThreadPoolExecutor()
    types_too = parts.submit(types, check)
    begun = [
        parts.submit(kernels, check),
        parts.submit(by_reading, check),
        parts.submit(by_asking, check, home),
    ]
    for part in begun:
        part.result()
    return types_too


def by_testing(check: Check, types_too: Future[None], *, fast: bool, long: bool) -> int:
    """Tests on SQLite, on PostgreSQL, and in a browser; gives the last run's exit status."""
    pytest = ["python", "-m", "pytest", "-p", "tests.tally", "-p", "tests.taken_over"]
    beside = ["-n", "2", "--dist", "worksteal"]
    closing = ["-o", "python_files=test_*.py phases.py"]
    if fast:
        types_too.result()
        return check.tests("SQLite", [*pytest, *beside, "-m", "not browser", *closing], last=True)
    fetched = ThreadPoolExecutor(1).submit(chromium)
    check.tests("SQLite", [*pytest, *beside, "-m", "not browser"])
    types_too.result()
    server = ["python", "-m", "tests.postgresql", str(PYTHON), *pytest[1:]]
    check.tests("PostgreSQL", [*server, *beside, "-m", "not browser"])
    if long:
        audit(check)
    check.note("Chromium", fetched.result())
    wanted = ["-m", "browser or phase", *closing, *walks(), "tests/phases.py"]
    return check.tests("browser", [*pytest, *beside, *wanted], last=True)


def walks() -> list[str]:
    """The files of the tests with a browser."""
    found = {path for place in ("src", "tests") for one in WALKS
             for path in (HOUSE / place).rglob(one)}  # fmt: skip
    return sorted(str(path.relative_to(HOUSE)) for path in found)


def write_campaigns(kept: str) -> None:
    """docs/generated/campaigns.md from what the campaigns of this run have reported."""
    subprocess.run([PYTHON, "-m", "tests.campaigns", kept], cwd=HOUSE, check=True)


def audit(check: Check) -> None:
    """Known weaknesses in what we install; without a network that is said, and is not a failure."""
    done = subprocess.run(
        [BIN / "pip-audit", "--no-deps", "--disable-pip", "-r", "requirements.lock"],
        cwd=HOUSE, capture_output=True, text=True,
    )  # fmt: skip
    said = _last_lines(done.stdout + done.stderr, 15)
    if done.returncode and "Fix Versions" not in said:
        print(f"NOT ASKED       known weaknesses: pip-audit reached nobody and said:\n{said}")
        return
    check.note("known weaknesses", "ok" if not done.returncode else f"found:\n{said}")


def chromium() -> str:
    """Debian's Chromium, installed when we may; "ok" or the command that a person must run.

    Its shell without windows is preferred: the browser tests take a third less time in it.
    """
    if shutil.which(CHROMIUM[0]) and _has_chinese():
        return "ok"
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends"]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-q"], *([*install, one] for one in PACKAGES)):
            subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True)
        if not any(map(shutil.which, CHROMIUM)):  # A Debian from before there was such a shell.
            whole = [*install, CHROMIUM[1]]
            subprocess.run(whole, env=env, stdin=subprocess.DEVNULL, capture_output=True)
    if any(map(shutil.which, CHROMIUM)) and _has_chinese():
        return "ok"
    return f"missing; run as root: apt-get update && {' '.join([*install, *PACKAGES])}"


def _has_chinese() -> bool:
    """Whether the browser will find a font with Chinese characters."""
    listed = subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, text=True)
    return bool(listed.stdout.strip())


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./check", description=__doc__)
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--fast", action="store_true", help="no PostgreSQL, no browser")
    size.add_argument("--long", action="store_true", help="campaigns at full size")
    parser.add_argument(
        "--afresh", action="store_true", help="with --long: ask again what passed before"
    )
    asked = parser.parse_args(arguments)
    try:
        packages(Phases(), dev=True)
    except Stopped as stopped:
        print(stopped, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="lianjian-check-") as scratch:
        kept = {key: value for key, value in environment().items() if not _ours(key)}
        env = {**kept, "LIANJIAN_TALLY": f"{scratch}/tally", "PYTHONUNBUFFERED": "1"}
        for name in ("LIANJIAN_GOLD", "LIANJIAN_CHROMIUM", "LIANJIAN_SCREENSHOTS"):
            if name in os.environ:
                env[name] = os.environ[name]
        check = Check(env, Path(scratch))
        if asked.long:
            check.env["LIANJIAN_LONG"] = "1"
            check.kept = Kept.begin(HOUSE, check.scratch, env, afresh=asked.afresh)
        types_too = before_testing(check, scratch)
        status = by_testing(check, types_too, fast=asked.fast, long=asked.long)
        if check.kept:
            write_campaigns(check.kept.told()["LIANJIAN_CAMPAIGNS"])
        red = bool(status) or any(result != "ok" for result in check.results.values())
        if check.kept and not red:
            check.kept.forget()
    return int(red)


def _ours(name: str) -> bool:
    """The check decides its own settings: what an operator has set must not colour it."""
    return name.startswith("LIANJIAN_") or name == "DATABASE_URL"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
