"""T13: the one door to the outside opens to nothing but the partners' public hosts."""

from __future__ import annotations

import datetime as dt
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import httpcore
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from lianjian.ground.core import outbound
from lianjian.ground.core.outbound import NotReached, fetch, is_public
from lianjian.ground.core.verdicts import Denied, Refused

NOT_PUBLIC = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",  # noqa: S104 - an address to refuse
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.100.100.200",
    "100.64.0.1",
    "192.0.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:100.100.100.200",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b::a00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::a00:1",
    "2002:7f00:1::",
    "2002:a00:1::",
    "2002:a9fe:a9fe::1",
    "2001:0:53aa:64c:0:0:80ff:fffe",
    "2001:db8::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "100::1",
    "not an address",
    "",
]
PUBLIC = [
    "8.8.8.8",
    "223.5.5.5",
    "1.1.1.1",
    "2400:3200::1",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2002:808:808::1",
]
NAMES_OF_LOOPBACK = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0177.0.0.1",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "0",
    "0.0.0.0",  # noqa: S104 - an address to refuse
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[0:0:0:0:0:ffff:7f00:1]",
]
NOT_OURS = [
    "http://partner.example/",
    "ftp://partner.example/",
    "gopher://partner.example/",
    "file:///etc/passwd",
    "unix:///run/docker.sock",
    "data:text/plain,x",
    "//partner.example/",
    "partner.example",
    "",
    "https://",
    "https://user@partner.example/",
    "https://user:secret@partner.example/",
    "https://partner.example@evil.example/",
    "https://partner.example:8443/",
    "https://partner.example.evil.example/",
    "https://evil.example/partner.example",
    "https://evil.example/#partner.example",
    "https://evil.example?partner.example",
    "https://partner.example\\@evil.example/",
    "https://partner.example%2eevil.example/",
    "https://evilpartner.example/",
    "https://[::1",
    "https://partner.example:99999/",
    "https://pаrtner.example/",
]


class Trap:
    """A listener that counts who comes."""

    def __init__(self) -> None:
        self.calls = 0
        self.server = socket.create_server(("", 0), family=socket.AF_INET6, dualstack_ipv6=True)
        self.port = self.server.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                one, _who = self.server.accept()
            except OSError:
                return
            self.calls += 1
            one.close()


@pytest.fixture
def trap() -> Iterator[Trap]:
    made = Trap()
    yield made
    made.server.close()


@pytest.fixture
def dialled(monkeypatch) -> list[str]:
    """The addresses that a connection was tried to; the try itself is refused."""
    tried: list[str] = []

    def dial(self, host: str, *args, **kwargs):
        tried.append(host)
        raise httpcore.ConnectError

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", dial)
    return tried


def resolves(monkeypatch, *answers: list[str]) -> list[str]:
    """Names resolve to these addresses, another list each time; gives the names that were asked."""
    asked: list[str] = []
    really = socket.getaddrinfo

    def answer(host: str, port: int, *how, **_how):
        if how:  # socket.create_connection, to turn an address into an address
            return really(host, port, *how)
        addresses = answers[min(len(asked), len(answers) - 1)]
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return asked


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_that_is_not_public_is_never_dialled(
    settings, monkeypatch, dialled, address: str
):
    settings.OUTBOUND_HOSTS = ["partner.example"]
    resolves(monkeypatch, [address])
    with pytest.raises(Refused):
        fetch("https://partner.example/")
    assert dialled == []
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_dialled_and_no_other(settings, monkeypatch, dialled, address: str):
    settings.OUTBOUND_HOSTS = ["partner.example"]
    resolves(monkeypatch, [address])
    with pytest.raises(NotReached):
        fetch("https://partner.example/")
    assert dialled == [address]


@pytest.mark.parametrize("name", NAMES_OF_LOOPBACK)
def test_no_spelling_of_this_machine_reaches_a_listener_on_it(settings, trap: Trap, name: str):
    bare = name.strip("[]").lower().rstrip(".")
    settings.OUTBOUND_HOSTS = [f"{bare}:{trap.port}", f"{name}:{trap.port}", bare]
    with pytest.raises(Refused):
        fetch(f"https://{name}:{trap.port}/")
    assert trap.calls == 0


def test_the_trap_catches_who_is_not_held_back(settings, trap: Trap, monkeypatch):
    monkeypatch.setattr(outbound, "is_public", lambda address: True)
    settings.OUTBOUND_HOSTS = [f"127.0.0.1:{trap.port}"]
    with pytest.raises(NotReached):
        fetch(f"https://127.0.0.1:{trap.port}/")
    assert trap.calls == 1


def test_the_usual_guard_would_let_a_clouds_metadata_pass():
    """The control: what many products ask of an address."""
    for address in ("100.100.100.200", "224.0.0.1", "64:ff9b::a00:1"):
        assert not ipaddress.ip_address(address).is_private
        assert not is_public(address)
    for address in ("224.0.0.1", "64:ff9b::a00:1"):
        assert ipaddress.ip_address(address).is_global


@pytest.mark.parametrize("url", NOT_OURS)
def test_what_the_operator_did_not_name_is_not_even_resolved(
    settings, monkeypatch, dialled, url: str
):
    settings.OUTBOUND_HOSTS = ["partner.example"]
    asked = resolves(monkeypatch, ["8.8.8.8"])
    with pytest.raises(Denied):
        fetch(url)
    assert (asked, dialled) == ([], [])


def test_one_address_inside_spoils_the_name(settings, monkeypatch, dialled):
    settings.OUTBOUND_HOSTS = ["partner.example"]
    resolves(monkeypatch, ["8.8.8.8", "10.0.0.1"])
    with pytest.raises(Denied):
        fetch("https://partner.example/")
    assert dialled == []


def test_a_name_that_changes_its_mind_gains_nothing(settings, monkeypatch, dialled):
    settings.OUTBOUND_HOSTS = ["partner.example"]
    asked = resolves(monkeypatch, ["8.8.8.8"], ["127.0.0.1"])
    with pytest.raises(NotReached):
        fetch("https://partner.example/")
    assert (asked, dialled) == (["partner.example"], ["8.8.8.8"])


def test_a_name_without_an_address_is_not_reached(settings, monkeypatch):
    settings.OUTBOUND_HOSTS = ["partner.example"]
    resolves(monkeypatch, [])
    with pytest.raises(NotReached):
        fetch("https://partner.example/")


# -- a partner's real TLS server, on this machine, for which the rule on addresses is lifted --


def _certificate(folder: Path, name: str) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{name}.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


def _request(one: ssl.SSLSocket) -> bytes:
    """All that was sent: closing on a request that is half read would reset the connection."""
    said = one.recv(65536)
    while said.startswith(b"POST") and not said.endswith(b"hello"):
        said += one.recv(65536)
    return said


@pytest.fixture
def partner(tmp_path, settings, monkeypatch) -> Callable[..., tuple[str, list[bytes]]]:
    """Starts a server that says these bytes; gives its URL and what it was asked."""

    def start(*says: bytes, certified: str = "partner.example", hangs: bool = False):
        path = _certificate(tmp_path, certified)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        listener = socket.create_server(("127.0.0.1", 0))
        asked: list[bytes] = []

        def serve() -> None:
            try:
                plain, _who = listener.accept()
                with context.wrap_socket(plain, server_side=True) as one:
                    asked.append(_request(one))
                    for part in says:
                        one.sendall(part)
                    if hangs:
                        one.recv(1)
            except OSError:
                return

        threading.Thread(target=serve, daemon=True).start()
        trusted = ssl.create_default_context(cafile=str(path))
        monkeypatch.setattr(outbound, "_trust", lambda: trusted)
        monkeypatch.setattr(outbound, "is_public", lambda address: True)
        resolves(monkeypatch, ["127.0.0.1"])
        port = listener.getsockname()[1]
        settings.OUTBOUND_HOSTS = [f"partner.example:{port}"]
        return f"https://partner.example:{port}/feed?x=1", asked

    return start


def test_it_fetches_by_name_though_it_connects_to_the_address(partner):
    url, asked = partner(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    reply = fetch(url, method="POST", content=b"hello", headers={"X-Partner": "1"})
    assert (reply.status, reply.body) == (200, b"ok")
    head, _blank, _body = asked[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /feed?x=1 HTTP/1.1")
    assert b"host: partner.example:" in head.lower()
    assert b"x-partner: 1" in head.lower()


def test_a_certificate_of_another_name_is_not_taken(partner):
    url, asked = partner(b"HTTP/1.1 200 OK\r\n\r\n", certified="evil.example")
    with pytest.raises(NotReached):
        fetch(url)
    assert asked == []


def test_a_redirect_is_not_followed(partner, trap: Trap):
    where = f"http://127.0.0.1:{trap.port}/".encode()
    url, _asked = partner(
        b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + where + b"\r\n\r\n"
    )
    with pytest.raises(NotReached):
        fetch(url)
    assert trap.calls == 0


def test_more_than_a_mebibyte_is_not_read(partner):
    url, _asked = partner(b"HTTP/1.1 200 OK\r\n\r\n", *[b"x" * 65536] * 17)
    with pytest.raises(NotReached):
        fetch(url)


def test_a_packed_answer_is_not_unpacked(partner):
    url, _asked = partner(
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nxx"
    )
    with pytest.raises(NotReached):
        fetch(url)


def test_who_lets_us_wait_is_left(partner, monkeypatch):
    monkeypatch.setattr(outbound, "SECONDS", 0.5)
    url, _asked = partner(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx", hangs=True)
    with pytest.raises(NotReached):
        fetch(url)


def test_there_are_at_least_forty_ways_tried():
    assert len(NOT_PUBLIC) + len(NAMES_OF_LOOPBACK) + len(NOT_OURS) >= 40
