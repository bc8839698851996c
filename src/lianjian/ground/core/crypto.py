"""Cryptography by purpose. Algorithms are GM (SM3, GB/T 32905) from OpenSSL by ``cryptography``.

Callers name what they need a digest for, never an algorithm: the algorithm is written into the
stored value's prefix where it may one day change (ASVS 11.2.2).
"""

from __future__ import annotations

import base64
import hmac as _compare
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

# Digits and letters that are not mistaken for one another on paper or read out by telephone.
_READABLE = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def sm3(data: bytes) -> bytes:
    """The SM3 digest of ``data``: 32 bytes."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize()


def _key_for(purpose: str) -> bytes:
    root = settings.SECRET_KEY.encode()
    return HKDF(hashes.SHA256(), length=32, salt=None, info=f"lianjian:{purpose}".encode()).derive(
        root
    )


def keyed_digest(purpose: str, data: bytes) -> bytes:
    """HMAC-SM3 under the key of one purpose: 32 bytes."""
    mac = hmac.HMAC(_key_for(purpose), hashes.SM3())
    mac.update(data)
    return mac.finalize()


_SEALED = "sm4-gcm:"


def seal(purpose: str, text: str) -> str:
    """``text`` encrypted and authenticated under the key of one purpose: SM4 in GCM mode."""
    nonce = secrets.token_bytes(12)
    cipher = Cipher(algorithms.SM4(_key_for(purpose)[:16]), modes.GCM(nonce)).encryptor()
    body = cipher.update(text.encode()) + cipher.finalize()
    return _SEALED + base64.b64encode(nonce + cipher.tag + body).decode()


def unseal(purpose: str, sealed: str) -> str:
    """What ``seal`` was given; ValueError when the value or its key is another."""
    if not sealed.startswith(_SEALED):
        raise ValueError("This value was not sealed here.")
    raw = base64.b64decode(sealed.removeprefix(_SEALED))
    nonce, tag, body = raw[:12], raw[12:28], raw[28:]
    cipher = Cipher(algorithms.SM4(_key_for(purpose)[:16]), modes.GCM(nonce, tag)).decryptor()
    try:
        return (cipher.update(body) + cipher.finalize()).decode()
    except InvalidTag:
        raise ValueError("This value was changed, or sealed under another key.") from None


def same(left: bytes, right: bytes) -> bool:
    """Equality in constant time."""
    return _compare.compare_digest(left, right)


def readable_code(groups: int = 3, length: int = 4) -> str:
    """A random code for people, such as ``7K3M-92QX-4DTA``: 5 bits a character."""
    return "-".join(
        "".join(secrets.choice(_READABLE) for _ in range(length)) for _ in range(groups)
    )


def token() -> str:
    """A random URL-safe token of 256 bits."""
    return secrets.token_urlsafe(32)
