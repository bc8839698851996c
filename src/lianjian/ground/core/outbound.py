"""The one door to the outside. Whoever else opens a connection fails the check.

Only https, only to hosts that the operator has named, only to addresses of the public internet. A
name is resolved once, and the connection goes to the address that was looked at: a name that
answers otherwise the next moment gains nothing. No redirects, five seconds, one mebibyte.

One host of the operator's own network may be named beside them, by host and port. It is called only
by whoever says so (``inside``), and must then lie inside: what would leave the house is refused.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import httpcore
import httpx
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from .verdicts import Denied, Refused

SECONDS = 5.0
"""For everything together: name, connection, TLS, request, the last byte of the answer."""

LARGEST = 1024 * 1024
"""Bytes of an answer."""

_FAILED = (
    httpx.HTTPError,
    httpcore.NetworkError,
    httpcore.TimeoutException,
    httpcore.ProtocolError,
    OSError,
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_COMPATIBLE = ipaddress.ip_network("::/96")
_INSIDE = tuple(
    ipaddress.ip_network(one)
    for one in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "::1", "fc00::/7")
)
_KEYS = ipaddress.ip_network("fd00:ec2::/32")
"""Inside by its number, and where a cloud hands out keys."""
_PORTS = {"https": 443, "http": 80}


class NotReached(Refused):
    """The partner's host did not answer as it should; nothing was changed there or here."""

    status = 502


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def fetch(
    url: str,
    *,
    method: str = "GET",
    content: bytes = b"",
    headers: Mapping[str, str] | None = None,
    seconds: float | None = None,
    inside: bool = False,
) -> Reply:
    """One request to a partner's host, or to the one host ``inside``; ``seconds`` in place of five.

    Raises Denied for an address that may not be called, before any packet is sent, and NotReached
    when the host fails, redirects, answers too late or too much.
    """
    host, port = _permitted_inside(url) if inside else _permitted(url)
    end = time.monotonic() + (SECONDS if seconds is None else seconds)
    address = _resolved(host, port, end, inside=inside)
    asked = {**(headers or {}), "Accept-Encoding": "identity"}
    transport = _Pinned(address, end)
    try:
        with httpx.Client(transport=transport, trust_env=False, follow_redirects=False) as client:
            reply = client.request(method, url, content=content, headers=asked)
    except _FAILED as error:
        raise NotReached(_("%(host)s did not answer.") % {"host": host}) from error
    if reply.is_redirect or 300 <= reply.status_code < 400:
        raise NotReached(_("%(host)s redirects elsewhere: that is not followed.") % {"host": host})
    return Reply(reply.status_code, dict(reply.headers), reply.content)


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet, whatever it is wrapped in.

    ``is_private`` alone lets 100.100.100.200 pass, the metadata service of a large cloud;
    ``is_global`` alone lets pass what is mapped, tunnelled or multicast.
    """
    try:
        found: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(
            address.partition("%")[0]
        )
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = _wrapped(found)
        if inner is not None:
            return is_public(str(inner))
        if found.teredo is not None or found.is_site_local:
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved


def is_inside(address: str) -> bool:
    """Whether an address is one of an organisation's own network, or this machine.

    Never one at which clouds hand out keys (169.254.169.254, 100.100.100.200, fd00:ec2::254).
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return any(found in network for network in _INSIDE) and found not in _KEYS


def _wrapped(found: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to: mapped, compatible, 6to4 or NAT64."""
    if found.ipv4_mapped is not None:
        return found.ipv4_mapped
    if found.sixtofour is not None:
        return found.sixtofour
    if found in _NAT64 or found in _COMPATIBLE:
        return ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    return None


def _permitted(url: str) -> tuple[str, int]:
    """The host and port of an address that the operator allows. Raises Denied for any other."""
    try:
        parsed = httpx.URL(url)
        host, port = parsed.raw_host.decode("ascii").rstrip(".").lower(), parsed.port or 443
    except (httpx.InvalidURL, ValueError):
        raise Denied(_("This is not an address.")) from None
    if parsed.scheme != "https":
        raise Denied(_("Only https addresses are called."))
    if parsed.userinfo:
        raise Denied(_("An address that is called holds no user name."))
    known = host if port == 443 else f"{host}:{port}"
    if known not in {each.lower() for each in settings.OUTBOUND_HOSTS}:
        raise Denied(
            _("%(host)s is not among the hosts that the operator allows.") % {"host": known}
        )
    return host, port


def _permitted_inside(url: str) -> tuple[str, int]:
    """The host and port of the one that the operator named inside. Raises Denied for any other."""
    try:
        parsed = httpx.URL(url)
        host = parsed.raw_host.decode("ascii").rstrip(".").lower()
    except (httpx.InvalidURL, ValueError):
        raise Denied(_("This is not an address.")) from None
    known = parsed.scheme in _PORTS and host != "" and not parsed.userinfo
    port = parsed.port or _PORTS.get(parsed.scheme, 0)
    if not known or (host, port) != host_and_port(settings.OUTBOUND_INSIDE):
        raise Denied(_("This is not the host that the operator named inside."))
    return host, port


def host_and_port(said: str) -> tuple[str, int]:
    """``host:port`` as a person writes it, in small letters; no port is 0."""
    host, _colon, port = said.lower().rpartition(":")
    return host.strip("[]"), int(port) if port.isdecimal() else 0


def _resolved(host: str, port: int, end: float, *, inside: bool = False) -> str:
    """The address to connect to. Every address of the name must be public, or every one inside; or
    none is taken."""
    found: list[str] = []

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError:
            return
        found.extend(str(answer[4][0]) for answer in answers)

    # The resolver has no time limit of its own; a thread that is late is left behind.
    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(max(end - time.monotonic(), 0))
    addresses = list(found)
    if not addresses:
        raise NotReached(_("%(host)s has no address.") % {"host": host})
    if inside and not all(is_inside(address) for address in addresses):
        raise Denied(_("%(host)s is not inside this network.") % {"host": host})
    if not inside and not all(is_public(address) for address in addresses):
        raise Denied(_("%(host)s is not on the public internet.") % {"host": host})
    return addresses[0]


def _trust() -> ssl.SSLContext:
    """The machine's own certificates (a company's CA included), TLS 1.2 or newer."""
    return ssl.create_default_context()


class _Pinned(httpx.BaseTransport):
    """Connects to one address until one moment; name, certificate and Host stay the URL's."""

    def __init__(self, address: str, end: float) -> None:
        self._address, self._end = address, end

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        wanted = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            content=request.stream,
        )
        backend = _Backend(self._address, self._end)
        with httpcore.ConnectionPool(ssl_context=_trust(), network_backend=backend) as pool:
            answer = pool.handle_request(wanted)
            try:
                headers = httpx.Headers(answer.headers)
                if headers.get("content-encoding", "identity") != "identity":
                    raise httpcore.RemoteProtocolError("It is packed though we asked it not to be.")
                body = self._read(answer.iter_stream())
            finally:
                answer.close()
        return httpx.Response(answer.status, headers=answer.headers, content=body)

    def _read(self, chunks: Iterable[bytes]) -> bytes:
        body = bytearray()
        for chunk in chunks:
            body += chunk
            if len(body) > LARGEST:
                raise httpcore.RemoteProtocolError("It is larger than we take.")
        return bytes(body)


class _Backend(httpcore.NetworkBackend):
    def __init__(self, address: str, end: float) -> None:
        self._address, self._end = address, end
        self._network = httpcore.SyncBackend()

    def connect_tcp(self, host: str, port: int, *args: Any, **kwargs: Any) -> _Stream:
        kwargs["timeout"] = _left(self._end)
        return _Stream(self._network.connect_tcp(self._address, port, *args, **kwargs), self._end)


class _Stream(httpcore.NetworkStream):
    """A connection whose every step ends at the same moment: drops that trickle in buy no time."""

    def __init__(self, inner: httpcore.NetworkStream, end: float) -> None:
        self._inner, self._end = inner, end

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(self._end))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(self._end))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> _Stream:
        secured = self._inner.start_tls(ssl_context, server_hostname, _left(self._end))
        return _Stream(secured, self._end)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("Its time is over.")
    return left
