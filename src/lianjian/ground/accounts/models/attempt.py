from __future__ import annotations

from django.db import models


class Attempt(models.Model):
    """One failed try to get in, kept for a day so that tries can be counted (T16).

    ``who`` is a keyed digest of what was tried at (an account, a browser, an address), so that
    this table tells nobody who tried where. Book-keeping: written outside commands.
    """

    who = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["who", "at"]), models.Index(fields=["at"])]

    def __str__(self) -> str:
        return f"{self.at}"
