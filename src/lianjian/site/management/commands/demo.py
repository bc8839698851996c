"""``lianjian demo [--core]``: fill an empty database with the demonstration data."""

from __future__ import annotations

import sys
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from lianjian.site import demo


class Command(BaseCommand):
    help = "Fill an empty database with the demonstration data."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--core",
            action="store_true",
            help="only what the first visit needs; the worker draws the outlines of real places",
        )

    def handle(self, *_args: Any, core: bool, **_options: Any) -> None:
        started = time.monotonic()
        told = demo.fill(core_only=core, say=self._say if sys.stderr.isatty() else lambda _: None)
        self.stdout.write(
            _("%(told)d chapters told in %(seconds).1f seconds.")
            % {"told": told, "seconds": time.monotonic() - started}
        )

    def _say(self, chapter: str) -> None:
        self.stderr.write(f"… {chapter}")
