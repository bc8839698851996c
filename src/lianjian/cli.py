"""`lianjian …`: the product's commands.

Bad input is answered with one line that says what and where, and exit status 2. A traceback means
that the product is at fault, not its user.
"""

from __future__ import annotations

import difflib
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from django.core.management.base import BaseCommand

OURS = (
    ("serve", "Start the product: bring the database up to date, then web and workers."),
    ("work", "Start both workers alone, on a machine beside the web server."),
    ("demo", "Fill an empty database with the demonstration data."),
    ("places", "Import divisions (codes, or --all), or renumber them (--successors)."),
    ("candidates", "Find the pairs worth solving, about fifty a village."),
    ("pair", "Solve a pairing instance kept in files."),
    ("verify", "Check a plan and its certificate without the solver."),
    ("explain", "Why a village got this partner, and why not another."),
    ("repair", "Raw page text → clean text."),
    ("facts", "Clean or raw text → the facts in it, as JSON."),
    ("import", "Read a ledger."),
    ("export", "Write a ledger."),
    ("backup", "Database, files and journal head into a folder."),
    ("restore", "Bring a backup back."),
    ("check-journal", "Verify the record, without the product's own code for writing it."),
    ("catalogues", "Compile or check the Chinese catalogues."),
    ("documents", "Print docs/generated/ from the code."),
)
"""Our commands in the order of a day's work; one that is not built yet is not shown."""

WITHOUT_DJANGO = {
    "check-journal": "lianjian.ground.journal.verifier",
    "candidates": "lianjian.files.candidates",
    "pair": "lianjian.files.pair",
    "verify": "lianjian.files.verify",
    "explain": "lianjian.files.explain",
    "repair": "lianjian.files.repair",
    "facts": "lianjian.site.facts",
}
"""Commands that need no database and none of Django's machinery: each module has a ``main``."""

DJANGO = ("migrate", "check", "changepassword", "shell")
"""Of Django's own commands, those that an operator may need."""

WRONG = 2
STOPPED = 130


def main(arguments: list[str] | None = None) -> int:
    """Run one command; gives its exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianjian.site.settings")
    name = arguments[0] if arguments else "--help"
    try:
        if name == "help" and arguments[1:2] and arguments[1] in WITHOUT_DJANGO:
            name, arguments = arguments[1], [arguments[1], "--help"]
        if name in WITHOUT_DJANGO:
            return int(import_module(WITHOUT_DJANGO[name]).main(arguments[1:]))
        if name in {"--version", "version"}:
            from lianjian import __version__

            print(__version__)
            return 0
        import django

        django.setup()
        if name in {"--help", "-h", "help"} and len(arguments) < 2:
            print(overview())
            return 0
        return _run(*_named(arguments))
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:
        # Whoever read our answer has read enough (`lianjian facts … | head`).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def overview() -> str:
    """What ``lianjian --help`` prints: our commands that exist, one line each."""
    from django.core.management import get_commands

    known = set(get_commands()) | set(WITHOUT_DJANGO)
    width = max(len(name) for name, _says in OURS) + 2
    lines = [f"  {name:<{width}}{says}" for name, says in OURS if name in known]
    return "\n".join(
        [
            "lianjian COMMAND [--help]",
            "",
            *lines,
            "",
            f"Of Django's own commands you may need: {', '.join(DJANGO)}.",
        ]
    )


def _named(arguments: list[str]) -> tuple[str, list[str]]:
    name, rest = arguments[0], arguments[1:]
    # `lianjian help serve` is `lianjian serve --help`.
    return (rest[0], ["--help"]) if name == "help" else (name, rest)


def _run(name: str, rest: list[str]) -> int:
    from django.core.management import execute_from_command_line, get_commands

    app = get_commands().get(name)
    if app is None:
        close = difflib.get_close_matches(name, [*get_commands(), *WITHOUT_DJANGO], 1)
        meant = f" Did you mean {close[0]}?" if close else ""
        return _wrong(f"There is no command {name!r}.{meant} See: lianjian --help")
    if not isinstance(app, str) or not app.startswith("lianjian."):
        execute_from_command_line(["lianjian", name, *rest])
        return 0
    return _run_ours(name, rest)


def _run_ours(name: str, rest: list[str]) -> int:
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import get_commands, load_command_class
    from django.core.management.base import CommandError, handle_default_options
    from django.db import OperationalError, ProgrammingError, connections

    from lianjian.ground.core.verdicts import Refused

    found: Any = get_commands()[name]
    command: BaseCommand = load_command_class(found, name)
    parser = command.create_parser("lianjian", name)
    parser.error = _refuse  # type: ignore[method-assign]
    given = parser.parse_args(rest)
    handle_default_options(given)
    options = vars(given)
    positional = options.pop("args", ())
    try:
        command.execute(*positional, **options)
    except CommandError as error:
        return _wrong(str(error), status=error.returncode if error.returncode > 1 else WRONG)
    except (Refused, ImproperlyConfigured) as error:
        return _wrong(str(error))
    except (OperationalError, ProgrammingError) as error:
        return _wrong(f"The database: {error}. If it is new, run: lianjian migrate")
    except OSError as error:
        return _wrong(f"{error.filename or name}: {error.strerror or error}")
    finally:
        connections.close_all()
    return 0


def _refuse(message: str) -> NoReturn:
    raise SystemExit(_wrong(f"{message}. See: lianjian --help"))


def _wrong(message: str, *, status: int = WRONG) -> int:
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    print("lianjian: " + " ".join(lines), file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
