"""Tables of core: keys that make a repeated form harmless, stored files, the search index."""

from __future__ import annotations

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
    """The text by which one record is found, and its words and initials (``core.search``)."""

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
