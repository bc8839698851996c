from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lianjian.ground.ui import catalogues


class Command(BaseCommand):
    help = "Extract every room's strings, keep its Chinese catalogue complete, and compile it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("rooms", nargs="*", help="only these rooms, by label (accords, ui, …)")
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--check", action="store_true", help="change nothing; fail on what lacks")
        how.add_argument("--compile", action="store_true", help="only compile what is newer")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["compile"]:
            done = catalogues.ensure_compiled()
            self.stdout.write(f"Compiled: {', '.join(done) or 'nothing was newer'}.")
            return
        chosen = self._chosen(options["rooms"])
        if not options["check"]:
            for room in chosen:
                if catalogues.update(room):
                    self.stdout.write(f"Updated {room.po.relative_to(room.folder.parents[2])}")
            catalogues.ensure_compiled()
        self._report(chosen, failing=options["check"])

    def _chosen(self, labels: list[str]) -> list[catalogues.Room]:
        rooms = catalogues.rooms()
        unknown = set(labels) - {room.label for room in rooms}
        if unknown:
            raise CommandError(f"There is no room {', '.join(sorted(unknown))}.")
        return [room for room in rooms if not labels or room.label in labels]

    def _report(self, chosen: list[catalogues.Room], *, failing: bool) -> None:
        found = catalogues.complaints(chosen)
        for complaint in found:
            self.stdout.write(str(complaint))
        if found and failing:
            raise CommandError(f"{len(found)} strings are not as they should be.")
        if not found:
            self.stdout.write("Every string has its Chinese.")
