from __future__ import annotations

import importlib
import pkgutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

import lianjian
from lianjian.site import documents


def import_every_service() -> None:
    """Commands and lives register when their module is imported: import every one of ours."""
    for found in pkgutil.walk_packages(lianjian.__path__, "lianjian."):
        if not {"tests", "migrations", "wsgi"} & set(found.name.split(".")):
            importlib.import_module(found.name)


class Command(BaseCommand):
    help = "Print docs/generated/ from the code."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", default="docs/generated", type=Path)
        parser.add_argument("--check", action="store_true", help="change nothing; fail when stale")

    def handle(self, *_args: Any, folder: Path, check: bool, **_options: Any) -> None:
        import_every_service()
        if check:
            if found := documents.stale(folder):
                raise CommandError(
                    f"stale in {folder}: {', '.join(found)}. Run: lianjian documents"
                )
            return
        written = documents.write(folder)
        self.stdout.write(f"Printed: {', '.join(written) or 'nothing was stale'}.")
