"""A small OpenID Connect issuer that really listens: discovery, authorize, token, keys, user info.

It signs with RS256, checks the client's secret, the redirect address and PKCE, and gives each
code out once. ``tamper`` lets a test make it lie in one way at a time.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "lianjian", "a shared secret"
QUICKLY = 0.01
"""Seconds between two looks whether the server is to stop; the default is half a second."""

_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
_OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def public_jwk() -> dict[str, Any]:
    made: dict[str, Any] = jwt.algorithms.RSAAlgorithm.to_jwk(_KEY.public_key(), as_dict=True)
    return {**made, "kid": "one", "alg": "RS256", "use": "sig"}


def signed(claims: dict[str, Any]) -> str:
    """The ID token as the issuer signs it."""
    return jwt.encode(claims, _KEY, algorithm="RS256", headers={"kid": "one"})


def signed_by_another(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, _OTHER_KEY, algorithm="RS256", headers={"kid": "one"})


def unsigned(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, "", algorithm="none", headers={"kid": "one"})


def signed_with_the_client_secret(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, SECRET * 3, algorithm="HS256", headers={"kid": "one"})


@dataclass
class Issuer:
    """One issuer on a free port; ``claims`` describes the person who is signed in there."""

    claims: dict[str, Any]
    tamper: Callable[[dict[str, Any]], dict[str, Any]] = lambda claims: claims
    sign: Callable[[dict[str, Any]], str] = signed
    user_info: dict[str, Any] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def __enter__(self) -> Issuer:
        handler = type("Handler", (_Handler,), {"issuer": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(
            target=self.server.serve_forever, args=[QUICKLY], daemon=True
        )
        self.thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def provider_settings(
        self, claim: str = "phone_number", field: str = "phone"
    ) -> dict[str, Any]:
        """What settings.SOCIALACCOUNT_PROVIDERS is for this issuer."""
        return {
            "openid_connect": {
                "OAUTH_PKCE_ENABLED": True,
                "APPS": [
                    {
                        "provider_id": "sso",
                        "name": "统一登录",
                        "client_id": CLIENT,
                        "secret": SECRET,
                        "settings": {
                            "server_url": self.url,
                            "match_claim": claim,
                            "match_field": field,
                        },
                    }
                ],
            }
        }

    # -- the endpoints --
    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def authorize(self, query: dict[str, str]) -> str:
        """Where the browser is sent back to, with a code."""
        self.asked.append(query)
        code = secrets.token_urlsafe()
        self.codes[code] = query
        back = urlencode({"code": code, "state": query["state"]})
        return f"{query['redirect_uri']}?{back}"

    def token(self, form: dict[str, str]) -> dict[str, Any] | None:
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or (form["client_id"], form["client_secret"]) != (CLIENT, SECRET):
            return None
        verifier = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).rstrip(b"=").decode()
        if (
            challenge != asked.get("code_challenge")
            or form["redirect_uri"] != asked["redirect_uri"]
        ):
            return None
        now = int(time.time())
        claims = {
            "iss": self.url,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked.get("nonce", ""),
            **self.claims,
        }
        answer = {"access_token": "access", "token_type": "Bearer"}
        token = self.sign(self.tamper(claims))
        return {**answer, "id_token": token} if token else answer


class _Handler(BaseHTTPRequestHandler):
    issuer: Issuer

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        match parts.path:
            case "/.well-known/openid-configuration":
                self._answer(self.issuer.discovery())
            case "/keys":
                self._answer({"keys": [public_jwk()]})
            case "/userinfo":
                self._answer({**self.issuer.claims, **self.issuer.user_info})
            case "/authorize":
                self.send_response(302)
                self.send_header("Location", self.issuer.authorize(query))
                self.end_headers()
            case _:
                self._answer(None)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {key: values[0] for key, values in parse_qs(body).items()}
        self._answer(self.issuer.token(form) if self.path == "/token" else None)

    def _answer(self, value: dict[str, Any] | None) -> None:
        body = json.dumps(value if value is not None else {"error": "refused"}).encode()
        self.send_response(200 if value is not None else 400)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: Any) -> None:
        """Tests are quiet."""
