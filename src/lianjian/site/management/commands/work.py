from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lianjian.ground.jobs import queue
from lianjian.site.supervision import Program, Supervisor


class Command(BaseCommand):
    """Workers alone, for a machine beside the web server, on the database that both share."""

    help = "Start both workers alone, on a machine beside the web server."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if Supervisor(workers(), self._say).run(ready=lambda: True, when_ready=self._ready):
            raise CommandError("a worker did not stay up; what it said stands above")

    def _ready(self) -> None:
        self._say("Working (Ctrl-C stops it)")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def workers() -> list[Program]:
    """The worker of long work, and the one of what somebody waits for."""
    command = [sys.executable, "-m", "lianjian.cli", "qcluster"]
    prompt = {"Q_CLUSTER_NAME": queue.PROMPT}
    return [Program("worker", command), Program("prompt worker", command, prompt)]
