"""A chat endpoint on this machine: a real server, and what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest


class Endpoint(ThreadingHTTPServer):
    """Answers every request with ``status`` and ``body`` after ``waits``; keeps what was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.asked: list[dict[str, Any]] = []
        self.heads: list[dict[str, str]] = []
        self.status, self.body, self.more = 200, b"", {"Content-Type": "application/json"}
        self.goes_on = threading.Event()
        self.goes_on.set()

    def says(self, *facts: Any) -> None:
        """The answer from now on: these facts, as a chat endpoint wraps them."""
        self.says_so(json.dumps({"facts": list(facts)}, ensure_ascii=False))

    def says_so(self, content: Any) -> None:
        message = {"role": "assistant", "content": content}
        self.body = json.dumps({"choices": [{"message": message}]}).encode()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_port}"


class _Answers(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.server.asked.append({"path": self.path, **json.loads(self.rfile.read(length))})
        self.server.heads.append(dict(self.headers))
        self.server.goes_on.wait(20)
        try:
            self.send_response(self.server.status)
            for name, value in self.server.more.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(self.server.body)))
            self.end_headers()
            self.wfile.write(self.server.body)
        except OSError:
            return

    do_GET = do_POST

    def log_message(self, *_args: Any) -> None:
        """Into no test's output."""


@contextmanager
def running() -> Iterator[Endpoint]:
    with Endpoint() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.goes_on.set()
            server.shutdown()
            thread.join()


@pytest.fixture
def endpoint(settings: Any) -> Iterator[Endpoint]:
    """The second reader is on, and stands inside."""
    with running() as server:
        settings.OUTBOUND_INSIDE = server.host
        settings.SECOND_READER = f"http://{server.host}/v1"
        settings.SECOND_READER_MODEL = "a-model"
        settings.SECOND_READER_KEY = "a-key"
        settings.SECOND_READER_SECONDS = 5
        server.says()
        yield server
