from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    _Text = models.CharField[str, str]
else:
    _Text = models.CharField

DIMENSIONS = 512
"""Numbers in a sentence vector, each kept as one signed byte: folding them to 128 cost a fifth of
the right answers (docs/decisions/0010-whole-sentence-vectors.md)."""


def key_of(text: str) -> str:
    """The key of a text: equal texts have one vector."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:32]


class TextKeyField(_Text):
    """The key of a listing's text, made whenever a row is written: also of many at once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 32, "editable": False, "default": "", **kwargs})

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        key = key_of(model_instance.text)  # type: ignore[attr-defined]
        setattr(model_instance, self.attname, key)
        return key


class TextMeaning(models.Model):
    """What a text means, as a vector: made by the worker, once for each different text.

    ``vector`` is DIMENSIONS signed bytes. The text itself is not in here, and cannot be read out
    of it.
    """

    key = models.CharField(max_length=32, primary_key=True)
    vector = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.key
