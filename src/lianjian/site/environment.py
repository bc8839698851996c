"""What the operator decides, read from the environment once, and refused at start when wrong."""

from __future__ import annotations

import os
import re
import secrets
import sys
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from lianjian import in_the_house

PREFIX = "LIANJIAN_"

OF_THE_TESTS = frozenset(
    f"{PREFIX}{name}"
    for name in (
        *("GOLD", "LONG", "TALLY", "RUN", "PHASES", "CAMPAIGNS", "CHROMIUM", "SCREENSHOTS"),
        *("TEMPLATE", "PASSED"),
    )
)
"""Variables that ./check and the tests pass to each other: no setting of the product."""

Listed = Annotated[list[str], NoDecode]
"""A list as a person writes one: a, b, c."""


class WrongSettings(Exception):  # noqa: N818 - names what the operator must put right
    """The product does not start: ``lines`` says of each variable what is wrong with it."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class Environment(BaseSettings):
    """Every ``LIANJIAN_…`` variable (and ``DATABASE_URL``), its type and its default."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, extra="forbid", frozen=True, validate_default=True
    )

    home: Path = Field(
        default=Path("var"), description="Folder of the embedded database, files and keys."
    )
    node_modules: Path = Field(
        default=Path("node_modules"), description="Where npm installed the front-end packages."
    )
    host: str = Field(
        default="127.0.0.1",
        description="Address that the server listens on; 0.0.0.0 for every network.",
    )
    port: int = Field(default=8000, ge=1, le=65535, description="Port that the server listens on.")
    web_workers: int = Field(
        default=1, ge=1, le=64, description="Processes that answer pages, beside the one for jobs."
    )
    database_url: str = Field(
        default="",
        validation_alias="DATABASE_URL",
        description="postgresql://… for a city or more; empty for the embedded database.",
    )
    secret_key: SecretStr = Field(
        default=SecretStr(""), description="At least 50 characters; made and kept when empty."
    )
    production: bool = Field(
        default=False, description="HTTPS only, strict cookies, no demonstration accounts."
    )
    debug: bool = Field(default=False, description="Django's debug pages. Never in production.")
    hosts: Listed = Field(
        default=["localhost", "127.0.0.1", "[::1]"],
        description="Host names that are answered, separated by commas.",
    )
    demo: bool = Field(
        default=False, description="Show the demonstration accounts on the sign-in page."
    )
    time_zone: str = Field(default="Asia/Shanghai", description="Where the county is.")
    oidc_issuer: str = Field(default="", description="Issuer URL of the organisation's SSO.")
    oidc_client: str = Field(default="", description="Client id at that issuer.")
    oidc_secret: SecretStr = Field(default=SecretStr(""), description="Client secret there.")
    oidc_name: str = Field(default="SSO", description="What its button says.")
    oidc_claim: str = Field(
        default="",
        description="Claim that finds a known person on their first SSO sign-in, for example "
        "phone_number; empty when nobody is to be found so.",
    )
    oidc_field: Literal["phone", "username"] = Field(
        default="phone", description="What that claim is compared with."
    )
    outbound_hosts: Listed = Field(
        default=[],
        description="Hosts of partners that the product may call, separated by commas; or none.",
    )
    outbound_inside: str = Field(
        default="",
        description="One host:port of the organisation's own network that the second reader may "
        "be called at, also by http; or none.",
    )
    second_reader: str = Field(
        default="",
        description="Address of an OpenAI-compatible endpoint, up to /v1, that reads texts a "
        "second time. Every text that is handed in is sent there, with the names in it. "
        "Empty: none leaves.",
    )
    second_reader_key: SecretStr = Field(default=SecretStr(""), description="Its key, if any.")
    second_reader_model: str = Field(default="", description="Which of its models reads.")
    second_reader_seconds: int = Field(
        default=60, ge=1, le=600, description="How long a text waits for it, then goes on without."
    )

    @field_validator("hosts", "outbound_hosts", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        if isinstance(value, str):
            return [part.strip() for part in value.split(",") if part.strip()]
        return value

    @field_validator("home", "node_modules")
    @classmethod
    def _from_the_house(cls, value: Path) -> Path:
        return in_the_house(value)

    @field_validator("time_zone")
    @classmethod
    def _exists(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError(f"there is no time zone {value!r}; for example Asia/Shanghai")
        return ZoneInfo(value).key

    @field_validator("database_url")
    @classmethod
    def _is_postgresql(cls, value: str) -> str:
        if value and urlsplit(value).scheme not in {"postgresql", "postgres"}:
            raise ValueError("must begin with postgresql://, or be empty for the embedded database")
        return value

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        wrong = []
        if self.production and len(self.secret_key.get_secret_value()) < 50:
            wrong.append("LIANJIAN_SECRET_KEY needs at least 50 characters in production")
        if self.production and self.debug:
            wrong.append("LIANJIAN_DEBUG cannot be on in production")
        if self.production and self.demo:
            wrong.append("LIANJIAN_DEMO cannot be on in production")
        if self.production and "*" in self.hosts:
            wrong.append("LIANJIAN_HOSTS must name the hosts in production, not *")
        if bool(self.oidc_issuer) != bool(self.oidc_client):
            wrong.append("LIANJIAN_OIDC_ISSUER and LIANJIAN_OIDC_CLIENT go together")
        if self.production and self.oidc_issuer and not self.oidc_issuer.startswith("https://"):
            wrong.append("LIANJIAN_OIDC_ISSUER must begin with https:// in production")
        wrong += self._of_the_second_reader()
        if wrong:
            raise ValueError("\n".join(wrong))
        return self

    def _of_the_second_reader(self) -> list[str]:
        inside = self.outbound_inside.lower()
        if inside and not re.fullmatch(r"(?:[a-z0-9.-]+|\[[0-9a-f:]+\]):\d{1,5}", inside):
            return ["LIANJIAN_OUTBOUND_INSIDE must be one host:port, for example llm.county:8000"]
        if bool(self.second_reader) != bool(self.second_reader_model):
            return ["LIANJIAN_SECOND_READER and LIANJIAN_SECOND_READER_MODEL go together"]
        if not self.second_reader:
            return []
        try:
            asked = urlsplit(self.second_reader)
            port = asked.port or {"https": 443, "http": 80}.get(asked.scheme, 0)
        except ValueError:
            return ["LIANJIAN_SECOND_READER must be an address"]
        if asked.username or asked.password or asked.query or asked.fragment:
            return ["LIANJIAN_SECOND_READER holds a name, a password or a question: it is shown"]
        if not self.second_reader_key.get_secret_value().isascii():
            return ["LIANJIAN_SECOND_READER_KEY holds a character that no key has"]
        host = f"[{asked.hostname}]" if ":" in (asked.hostname or "") else asked.hostname
        if inside and f"{host}:{port}" == inside and asked.scheme in ("https", "http"):
            return []
        named = host if port == 443 else f"{host}:{port}"
        if asked.scheme == "https" and named in {one.lower() for one in self.outbound_hosts}:
            return []
        return [
            "LIANJIAN_SECOND_READER must begin with https:// and its host stand in "
            "LIANJIAN_OUTBOUND_HOSTS, or be the host:port of LIANJIAN_OUTBOUND_INSIDE"
        ]

    def key(self) -> str:
        """The secret key: the operator's, or one made on the first start and kept in ``home``."""
        if given := self.secret_key.get_secret_value():
            return given
        kept = self.home / "secret_key"
        if not kept.exists():
            self.home.mkdir(parents=True, exist_ok=True)
            kept.touch(mode=0o600)
            kept.write_text(secrets.token_urlsafe(64))
        return kept.read_text().strip()


def variables() -> dict[str, str]:
    """Every variable's name and the name of its field."""
    return {
        str(field.validation_alias or f"{PREFIX}{name.upper()}"): name
        for name, field in Environment.model_fields.items()
    }


def read() -> Environment:
    """The settings, or WrongSettings with one line for each variable that is wrong or unknown."""
    lines = [
        f"{name} is no setting of lianjian. Known settings: docs/generated/settings.md"
        for name in sorted(os.environ)
        if name.startswith(PREFIX) and name not in variables() and name not in OF_THE_TESTS
    ]
    try:
        result = Environment()
    except ValidationError as error:
        lines += _in_words(error)
    if lines:
        raise WrongSettings(lines)
    return result


def _in_words(error: ValidationError) -> list[str]:
    """One line for each wrong variable. Never its value: it may be a secret."""
    names = {field: name for name, field in variables().items()}
    lines = []
    for found in error.errors(include_url=False, include_input=False):
        said = found["msg"].removeprefix("Value error, ")
        where = str(found["loc"][0]) if found["loc"] else ""
        name = names.get(where, where)
        lines += [f"{name}: {said[:1].lower()}{said[1:]}"] if name else said.splitlines()
    return lines


def read_or_stop() -> Environment:
    """As ``read``; a wrong setting ends the program with status 2 and its lines, no traceback."""
    try:
        return read()
    except WrongSettings as wrong:
        print(*wrong.lines, sep="\n", file=sys.stderr)  # noqa: T201 - before any log exists
        raise SystemExit(2) from None
