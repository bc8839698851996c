"""The life of an import: nothing is taken before a person has seen what taking it would do."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianjian.ground.core.life import Life


class ImportState(models.TextChoices):
    READ = "read", _("read")
    MATCHED = "matched", _("columns matched")
    CHECKED = "checked", _("looked through")
    TAKEN = "taken", _("taken in")
    TAKEN_BACK = "taken_back", pgettext_lazy("import", "taken back")
    ABANDONED = "abandoned", _("put aside")


IMPORT = Life(
    "import",
    ImportState,
    "read",
    {
        ("read", "match"): "matched",
        ("read", "abandon"): "abandoned",
        ("matched", "match"): "matched",
        ("matched", "check"): "checked",
        ("matched", "abandon"): "abandoned",
        ("checked", "match"): "matched",
        ("checked", "check"): "checked",
        ("checked", "take"): "taken",
        ("checked", "abandon"): "abandoned",
        ("taken", "take_back"): "taken_back",
    },
    {
        "match": _("Say what the columns mean"),
        "check": _("Look through"),
        "take": _("Take in"),
        "abandon": _("Put aside"),
        "take_back": _("Take back"),
    },
)
