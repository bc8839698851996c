"""Tables of core: keys that make a repeated form harmless, stored files, the search index."""

from __future__ import annotations

from typing import Any

from django.db import models


class IdempotencyKey(models.Model):
    """One form, sent once or twice: the first run's answer, kept for the second (T5)."""

    person = models.BigIntegerField()
    key = models.CharField(max_length=64)
    verb = models.CharField(max_length=80)
    arguments = models.CharField(max_length=64)
    result = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "key", "verb"], name="a_key_runs_a_verb_once_for_a_person"
            )
        ]
        indexes = [models.Index(fields=["made_at"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.key}"


class StoredFile(models.Model):
    """A file that lies under its own SM3 before its row is committed (docs/ideas/files.md)."""

    digest = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=120)
    stored_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.digest[:12]


class SearchEntry(models.Model):
    """The text by which one record is found, and its tokens (``core.search``)."""

    kind = models.CharField(max_length=80)
    key = models.BigIntegerField()
    text = models.TextField()
    tokens = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="a_record_is_indexed_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"


@models.TextField.register_lookup
class Finds(models.Lookup):
    """``tokens__finds=[[["张洋"]], [["wgb*", "igb*"]]]``: all of them, each any of several.

    Tokens are made of letters, digits and characters alone (``core.search``), so they need no
    escaping beyond their quotes; a star behind one means "begins with".
    """

    lookup_name = "finds"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        asked = " AND ".join(
            f"({' OR '.join(self._fts(token) for token in any_of)})" for any_of in self._asked()
        )
        key, _parameters = compiler.compile(self._key())
        table = "core_searchentry_fts"
        rows = f"SELECT rowid FROM {table} WHERE {table} MATCH %s"  # noqa: S608 - the name is ours
        return f"{key} IN ({rows})", [asked]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        asked = " & ".join(
            f"({' | '.join(self._ts(token) for token in any_of)})" for any_of in self._asked()
        )
        column, parameters = self.process_lhs(compiler, connection)
        return (
            f"array_to_tsvector(string_to_array({column}, ' ')) @@ %s::tsquery",
            [*parameters, asked],
        )

    def _asked(self) -> list[list[str]]:
        """One list of alternatives for each token that has to be there."""
        runs: Any = self.rhs
        return [any_of for run in runs for any_of in run]

    def _key(self) -> Any:
        return self.lhs.target.model._meta.pk.get_col(self.lhs.alias)

    @staticmethod
    def _fts(token: str) -> str:
        return f'"{token[:-1]}"*' if token.endswith("*") else f'"{token}"'

    @staticmethod
    def _ts(token: str) -> str:
        return f"'{token[:-1]}':*" if token.endswith("*") else f"'{token}'"
