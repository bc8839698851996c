"""What ``lianjian check`` looks at before the product starts, beside Django's own checks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections

FONT_FOLDER = "@expo-google-fonts/noto-serif-sc"
INSTALL = "Run ./up, which installs them, or: npm ci --ignore-scripts --omit=dev"

OWNER = "SELECT tableowner = current_user FROM pg_tables WHERE tablename = 'journal_line'"


@register(Tags.files)
def front_end_packages(app_configs: Sequence[AppConfig] | None, **_more: Any) -> list[CheckMessage]:
    """The packages that npm installs: place names, the font of our PDF files."""
    folder = Path(settings.NODE_MODULES)
    if not folder.is_dir():
        return [
            Error(f"The front-end packages are not in {folder}.", hint=INSTALL, id="lianjian.E001")
        ]
    if not any((folder / FONT_FOLDER).glob("**/*.ttf")):
        said = f"The Chinese font of PDF files is missing: {folder / FONT_FOLDER}."
        return [Error(said, hint=INSTALL, id="lianjian.E002")]
    return []


@register(Tags.database, deploy=True)
def journal_has_another_owner(
    databases: Sequence[str] | None = None, **_more: Any
) -> list[CheckMessage]:
    """On PostgreSQL the product must not own its journal: an owner can drop what protects it.

    Runs with ``lianjian check --deploy --database default``.
    """
    connection = connections["default"]
    if "default" not in (databases or ()) or connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(OWNER)
        row = cursor.fetchone()
        cursor.execute("SELECT current_user")
        role = cursor.fetchone()[0]
    if row is None or not row[0]:
        return []
    quoted = connection.ops.quote_name(role)
    return [
        Warning(
            f"The product's database role {role} owns the journal, so it could drop the triggers"
            " that keep a line from being changed.",
            hint="As the database's administrator: CREATE ROLE lianjian_keeper;"
            " ALTER TABLE journal_line OWNER TO lianjian_keeper;"
            f" GRANT SELECT, INSERT ON journal_line TO {quoted}; (docs/operating.md)",
            id="lianjian.W001",
        )
    ]
