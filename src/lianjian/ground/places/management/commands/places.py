"""``lianjian places CODE… | --all``: take divisions over from the official list."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from lianjian.ground.core.actors import system
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.places.services import import_divisions


class Command(BaseCommand):
    help = "Import divisions by province, city or county code (2 to 12 digits), or all of them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("codes", nargs="*", metavar="CODE")
        parser.add_argument("--all", action="store_true", help="the whole list: 662,000 divisions")

    def handle(self, *_args: Any, **options: Any) -> None:
        if bool(options["codes"]) == options["all"]:
            raise CommandError(_("Give division codes, or --all."), returncode=2)
        try:
            outcome = import_divisions(
                system("lianjian places"),
                codes=options["codes"],
                everything=options["all"],
                progress=self._show if sys.stderr.isatty() else None,
            )
        except Invalid as error:
            raise CommandError(str(error), returncode=2) from None
        self.stdout.write(
            _("%(listed)d towns and villages listed, %(added)d divisions added.")
            % {"listed": outcome.listed, "added": outcome.added}
        )

    def _show(self, done: int, total: int) -> None:
        width = 30
        filled = width * done // total if total else width
        bar = "█" * filled + "·" * (width - filled)
        self.stderr.write(f"\r{bar} {done:,} / {total:,}", ending="\n" if done == total else "")
