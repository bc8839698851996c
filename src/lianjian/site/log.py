"""What the product writes to its log: events, never people.

JSON lines in production (one event a line, for whoever collects them), readable lines otherwise.
Who did what belongs to the journal; a log is read by more people and kept by other machines.
"""

from __future__ import annotations

import re
from typing import Any

import structlog

PERSONAL = frozenset(
    {"person", "name", "username", "phone", "email", "password", "code", "token", "ip", "address"}
)
"""Keys whose values never reach the log, whoever hands them over."""

_DIGITS = re.compile(r"(?<!\d)\d{11}(?!\d)|(?<!\d)\d{17}[\dXx](?!\d)")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def nothing_personal(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Take personal keys, phone and identity-card numbers and e-mail addresses out of an event."""
    return {
        key: "…" if key in PERSONAL else _masked(value) if isinstance(value, str) else value
        for key, value in event.items()
    }


def _masked(text: str) -> str:
    return _ADDRESS.sub("…@…", _DIGITS.sub("…", text))


def logging_settings(*, production: bool) -> dict[str, Any]:
    """Django's LOGGING: everything through structlog, to the standard error stream."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    # Tracebacks are made text before they are looked through for what is personal.
    renderer: list[Any] = [structlog.processors.format_exc_info, nothing_personal]
    if production:
        renderer.append(structlog.processors.JSONRenderer(ensure_ascii=False))
    else:
        renderer.append(structlog.dev.ConsoleRenderer(colors=False))
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "events": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    *renderer,
                ],
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "events"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {"lianjian": {"level": "INFO"}},
    }
