"""What the operator decides, read from the environment once, and refused at start when wrong."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Environment(BaseSettings):
    """Every ``LIANJIAN_…`` variable (and ``DATABASE_URL``), its type and its default."""

    model_config = SettingsConfigDict(env_prefix="LIANJIAN_", extra="forbid", frozen=True)

    home: Path = Field(
        default=Path("var"), description="Folder of the embedded database, files and keys."
    )
    node_modules: Path = Field(
        default=Path("node_modules"), description="Where npm installed the front-end packages."
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
    hosts: list[str] = Field(
        default=["localhost", "127.0.0.1", "[::1]"], description="Host names that are answered."
    )
    demo: bool = Field(
        default=False, description="Show the demonstration accounts on the sign-in page."
    )
    time_zone: str = Field(default="Asia/Shanghai", description="Where the county is.")
    oidc_issuer: str = Field(default="", description="Issuer URL of the organisation's SSO.")
    oidc_client: str = Field(default="", description="Client id at that issuer.")
    oidc_secret: SecretStr = Field(default=SecretStr(""), description="Client secret there.")
    oidc_name: str = Field(default="SSO", description="What its button says.")
    outbound_hosts: list[str] = Field(
        default=[], description="Hosts of partners that the product may call; empty for none."
    )

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.production and len(self.secret_key.get_secret_value()) < 50:
            raise ValueError("LIANJIAN_SECRET_KEY needs at least 50 characters in production")
        if self.production and self.debug:
            raise ValueError("LIANJIAN_DEBUG cannot be on in production")
        if self.production and self.demo:
            raise ValueError("LIANJIAN_DEMO cannot be on in production")
        if bool(self.oidc_issuer) != bool(self.oidc_client):
            raise ValueError("LIANJIAN_OIDC_ISSUER and LIANJIAN_OIDC_CLIENT go together")
        return self

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
