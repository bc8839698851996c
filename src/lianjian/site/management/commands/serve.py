from __future__ import annotations

import errno
import hashlib
import http.client
import socket
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.checks import WARNING, run_checks
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from lianjian.site.management.commands.work import workers
from lianjian.site.settings import ENVIRONMENT
from lianjian.site.supervision import Program, Supervisor

NOT_SERVED = ("htmx-4*", "htmax*")
"""Files that come with packages and that no page of ours asks for."""


class Command(BaseCommand):
    """Web server and workers on one machine, on the embedded database or on PostgreSQL."""

    help = "Start the product: bring the database up to date, then web and workers."
    requires_system_checks = ["files", "models", "urls"]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=ENVIRONMENT.host, help="address to listen on")
        parser.add_argument("--port", type=int, default=ENVIRONMENT.port, help="port to listen on")

    def handle(self, *_args: Any, host: str, port: int, **_options: Any) -> None:
        _port_is_free(host, port)
        bring_up_to_date(self.stdout.write)
        if ENVIRONMENT.production:
            for found in run_checks(include_deployment_checks=True, databases=["default"]):
                if found.level >= WARNING:
                    self.stderr.write(f"{found}")
        connection.close()
        supervisor = Supervisor(_programs(host, port), self._say)
        status = supervisor.run(
            ready=lambda: answers(host, port),
            when_ready=lambda: self._say(welcome(address(host, port))),
        )
        if status:
            raise CommandError("it did not stay up; what it said stands above")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def bring_up_to_date(say: Any) -> None:
    """Tables and static files as this version needs them; quick when they are."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Bringing the database up to date …")
        call_command("migrate", interactive=False, verbosity=0)
    collect_static_files(say)


def collect_static_files(say: Any) -> None:
    """Compress static files into the home, once for each state of their sources."""
    total = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in finder.list(()):
            known = Path(storage.path(path)).stat()
            total.update(f"{path} {known.st_size} {known.st_mtime_ns}\n".encode())
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    if stamp.exists() and stamp.read_text() == total.hexdigest():
        return
    say("Compressing static files …")
    call_command(
        "collectstatic",
        interactive=False,
        verbosity=0,
        clear=stamp.parent.exists(),
        ignore_patterns=list(NOT_SERVED),
    )
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(total.hexdigest())


def address(host: str, port: int) -> str:
    """What a person types into a browser on this machine."""
    shown = {"0.0.0.0": "localhost", "127.0.0.1": "localhost", "::": "localhost"}.get(host, host)  # noqa: S104 - shown, not bound
    return f"http://{shown}:{port}/"


def welcome(where: str) -> str:
    """Where the product answers, and in a demonstration whom a visitor can be there."""
    ready = f"Ready: {where} (Ctrl-C stops it)"
    if not ENVIRONMENT.demo:
        return ready
    from lianjian.site.demo import accounts_text

    return f"{ready}\n\n{accounts_text(where)}"


def answers(host: str, port: int) -> bool:
    """Whether ``/healthz`` says ok."""
    reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - as above
    call = http.client.HTTPConnection(reached, port, timeout=2)
    try:
        call.request("GET", "/healthz", headers={"Host": settings.ALLOWED_HOSTS[0]})
        return call.getresponse().status == 200
    except OSError:
        return False
    finally:
        call.close()


def _programs(host: str, port: int) -> list[Program]:
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws"]
    web += ["--host", host, "--port", str(port), "--workers", str(ENVIRONMENT.web_workers)]
    web += ["--blocking-threads", "4", "--respawn-failed-workers", "--log-level", "warning"]
    web += ["--workers-kill-timeout", "10s", "lianjian.site.wsgi:application"]
    return [Program("web server", web), *workers()]


def _port_is_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as asked:
        asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asked.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise CommandError(
                    f"port {port} is taken by another program. Choose another one:"
                    f" LIANJIAN_PORT={port + 1} (or --port {port + 1})"
                ) from None
            raise CommandError(f"cannot listen on {host}:{port}: {error.strerror}") from None
