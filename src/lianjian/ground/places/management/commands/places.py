"""``lianjian places CODE… | --all | --successors FILE``: take divisions over, or renumber them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianjian.ground.core.actors import system
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.places.services import import_divisions, take_successors


class Command(BaseCommand):
    help = (
        "Import divisions by province, city or county code (2 to 12 digits), or all of them;"
        " or renumber those that got a new code."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("codes", nargs="*", metavar="CODE")
        parser.add_argument("--all", action="store_true", help="the whole list: 662,000 divisions")
        parser.add_argument(
            "--successors",
            type=Path,
            metavar="FILE.csv",
            help="rows of: old code, new code, date (YYYY-MM-DD), new name if it changed",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        codes, everything, table = options["codes"], options["all"], options["successors"]
        if sum(map(bool, (codes, everything, table))) != 1:
            raise CommandError(
                _("Give division codes, or --all, or --successors FILE.csv."), returncode=2
            )
        try:
            self.stdout.write(self._renumber(table) if table else self._import(codes, everything))
        except Invalid as error:
            raise CommandError(str(error), returncode=2) from None

    def _import(self, codes: list[str], everything: bool) -> str:
        outcome = import_divisions(
            system("lianjian places"),
            codes=codes,
            everything=everything,
            progress=self._show if sys.stderr.isatty() else None,
        )
        return _("%(listed)d towns and villages listed, %(added)d divisions added.") % {
            "listed": outcome.listed,
            "added": outcome.added,
        }

    def _renumber(self, file: Path) -> str:
        try:
            done = take_successors(system("lianjian places --successors"), table=_text(file))
        except Invalid as error:
            raise Invalid(
                _("%(file)s: %(reason)s Nothing was changed.")
                % {"file": file, "reason": error.reason}
            ) from None
        return ngettext(
            "%(done)d division renumbered, with all that lies in it.",
            "%(done)d divisions renumbered, with all that lies in them.",
            done,
        ) % {"done": done}

    def _show(self, done: int, total: int) -> None:
        width = 30
        filled = width * done // total if total else width
        bar = "█" * filled + "·" * (width - filled)
        self.stderr.write(f"\r{bar} {done:,} / {total:,}", ending="\n" if done == total else "")


def _text(file: Path) -> str:
    """What a spreadsheet program wrote: UTF-8, or the encoding that Excel uses in China."""
    data = file.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Invalid(_("This is not a text file. Save the sheet as CSV."))
