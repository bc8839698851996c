"""T13: the one host that the operator names inside its own network, and no other through it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from lianjian.ground.core import outbound
from lianjian.ground.core.outbound import NotReached, fetch, is_inside
from lianjian.ground.core.verdicts import Denied

from .test_outbound import dialled, resolves

__all__ = ["dialled"]

INSIDE = ["10.0.0.7", "172.16.0.1", "172.31.255.1", "192.168.1.9", "127.0.0.1", "::1", "fd12::9"]
NOT_INSIDE = [
    "8.8.8.8", "169.254.169.254", "100.100.100.200", "100.64.0.1", "0.0.0.0", "224.0.0.1",  # noqa: S104
    "172.32.0.1", "255.255.255.255", "fe80::1", "fd00:ec2::254", "::", "2400:3200::1",
    "::ffff:10.0.0.7", "64:ff9b::a00:7", "2002:a00:7::", "not an address", "",
]  # fmt: skip


@pytest.fixture
def server() -> Iterator[tuple[int, list[bytes]]]:
    """Says ok to whoever asks by plain http; keeps what it was asked."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            try:
                one, _who = listener.accept()
                with one:
                    asked.append(one.recv(65536))
                    one.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
            except OSError:
                return

        threading.Thread(target=serve, daemon=True).start()
        yield listener.getsockname()[1], asked


def test_the_host_that_is_named_inside_is_called_by_http(settings, server):
    port, asked = server
    settings.OUTBOUND_INSIDE = f"127.0.0.1:{port}"
    reply = fetch(f"http://127.0.0.1:{port}/v1", method="POST", content=b"{}", inside=True)
    assert (reply.status, reply.body) == (200, b"ok")
    assert asked[0].startswith(b"POST /v1 HTTP/1.1")


def test_whoever_does_not_say_inside_reaches_nobody_inside(settings, server):
    port, asked = server
    settings.OUTBOUND_INSIDE = f"127.0.0.1:{port}"
    settings.OUTBOUND_HOSTS = [f"127.0.0.1:{port}"]
    for url in (f"http://127.0.0.1:{port}/", f"https://127.0.0.1:{port}/"):
        with pytest.raises(Denied):
            fetch(url)
    assert asked == []


@pytest.mark.parametrize(
    "url",
    [
        "http://llm.county:8001/v1", "http://llm.county/v1", "https://llm.county/v1",
        "http://other.county:8000/v1", "http://10.0.0.7:8000/v1", "ftp://llm.county:8000/v1",
        "http://me:secret@llm.county:8000/v1", "http://llm.county:8000@evil.example/v1",
        "file:///etc/passwd", "llm.county:8000", "", "http://",
    ],
)  # fmt: skip
def test_no_other_is_even_resolved(settings, monkeypatch, dialled, url: str):
    settings.OUTBOUND_INSIDE = "llm.county:8000"
    asked = resolves(monkeypatch, ["10.0.0.7"])
    with pytest.raises(Denied):
        fetch(url, inside=True)
    assert (asked, dialled) == ([], [])


@pytest.mark.parametrize("said", ["", "llm.county", "llm.county:", ":8000", "8000"])
def test_nothing_named_is_nobody(settings, monkeypatch, dialled, said: str):
    settings.OUTBOUND_INSIDE = said
    resolves(monkeypatch, ["10.0.0.7"])
    for url in ("http://llm.county:8000/", "https://llm.county/", "http://:8000/"):
        with pytest.raises(Denied):
            fetch(url, inside=True)
    assert dialled == []


@pytest.mark.parametrize("address", NOT_INSIDE)
def test_what_leaves_the_house_is_not_dialled_as_inside(
    settings, monkeypatch, dialled, address: str
):
    settings.OUTBOUND_INSIDE = "llm.county:8000"
    resolves(monkeypatch, ["10.0.0.7", address])
    with pytest.raises(Denied):
        fetch("http://llm.county:8000/v1", inside=True)
    assert dialled == []
    assert not is_inside(address)


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_dialled_and_no_other(settings, monkeypatch, dialled, address: str):
    settings.OUTBOUND_INSIDE = "LLM.county:8000"
    asked = resolves(monkeypatch, [address], ["8.8.8.8"])
    with pytest.raises(NotReached):
        fetch("http://llm.county:8000/v1", inside=True)
    assert (asked, dialled) == (["llm.county"], [address])


def test_control_without_the_look_at_the_address_it_would_leave_the_house(
    settings, monkeypatch, dialled
):
    monkeypatch.setattr(outbound, "is_inside", lambda _address: True)
    settings.OUTBOUND_INSIDE = "llm.county:8000"
    resolves(monkeypatch, ["8.8.8.8"])
    with pytest.raises(NotReached):
        fetch("http://llm.county:8000/v1", inside=True)
    assert dialled == ["8.8.8.8"]


def test_a_caller_may_wait_as_long_as_it_says(settings):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        settings.OUTBOUND_INSIDE = f"127.0.0.1:{port}"
        with pytest.raises(NotReached):
            fetch(f"http://127.0.0.1:{port}/", inside=True, seconds=0.3)
