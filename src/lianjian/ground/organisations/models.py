from __future__ import annotations

import unicodedata
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.scope import Scope, either
from lianjian.ground.core.scoped import Scoped, reaching


class Kind(models.TextChoices):
    UNIVERSITY = "university", _("university")
    ENTERPRISE = "enterprise", _("enterprise")
    GOVERNMENT = "government", _("government organ")
    SOCIETY = "society", _("social organisation")
    VILLAGE = "village", _("village")
    MEDIA = "media", _("media")
    OTHER = "other", _("other")


def folded(name: str) -> str:
    """A name as it is compared: no blanks, marks, brackets, full-width forms or capitals."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(character for character in plain if character.isalnum())[:200]


class Organisation(Scoped):
    """A body's bare identity (单位), M2.

    ``affiliation`` is the division whose authorities it answers to, empty for a central body;
    ``seat`` where it stands. A village's organisation is affiliated to its own division.
    """

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    uscc = models.CharField(
        _("unified social credit code"), max_length=18, null=True, blank=True, unique=True
    )
    affiliation = models.ForeignKey(
        "places.Division",
        verbose_name=_("affiliation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    seat = models.ForeignKey(
        "places.Division",
        verbose_name=_("seat"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    folded = models.CharField(max_length=200, editable=False)
    is_demo = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("organisation")
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["kind", "name"]),
            models.Index(fields=["folded", "affiliation"]),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps ``folded``, by which the same name written otherwise is found, with the name."""
        self.folded = folded(self.name)
        if kwargs.get("update_fields") is not None and "name" in kwargs["update_fields"]:
            kwargs["update_fields"] = {*kwargs["update_fields"], "folded"}
        super().save(*args, **kwargs)

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        """Its own people, its authorities, and whoever keeps it in their directory."""
        kept = reaching(
            DirectoryEntry,
            either([scope.inside("division__code"), scope.owns("keeper")]),
            "organisation",
        )
        return either([cls.own_rule(scope, at), Q(**{f"{at}pk__in": kept})])

    @classmethod
    def own_rule(cls, scope: Scope, at: str = "") -> Q:
        """Its own people and its authorities: who may see what it *does*, not only what it is."""
        return either([scope.inside(f"{at}affiliation__code"), scope.owns(f"{at}pk")])


class DirectoryEntry(Scoped):
    """Somebody keeps a body in their directory (名录): a division or an organisation."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="directory_entries"
    )
    division = models.ForeignKey(
        "places.Division", null=True, on_delete=models.PROTECT, related_name="+"
    )
    keeper = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("place in the directory")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "division"], name="a_division_keeps_a_body_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "keeper"], name="an_organisation_keeps_a_body_once"
            ),
            models.CheckConstraint(
                condition=Q(division__isnull=True) ^ Q(keeper__isnull=True),
                name="an_entry_has_one_keeper",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}"

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return either([scope.inside(f"{at}division__code"), scope.owns(f"{at}keeper")])


class Alias(Scoped):
    """Another name of a body (别名), everywhere or in one document (M7)."""

    part_of = "organisation"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=200)
    document = models.CharField(max_length=200, blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("alias")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "text", "document"], name="an_alias_is_given_once"
            )
        ]

    def __str__(self) -> str:
        return self.text

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return Organisation.scope_rule(scope, f"{at}organisation__")


class Merger(Scoped):
    """Two entries of one body became one (合并), and how to part them again within 30 days.

    ``steps`` is what was done, in order, as ``merging.Join`` wrote it; the entry that went is in it
    and nowhere else. ``gone`` is its former key, by which its old address is led on.
    """

    kept = models.ForeignKey(
        Organisation, verbose_name=_("kept"), on_delete=models.PROTECT, related_name="+"
    )
    gone = models.BigIntegerField()
    gone_name = models.CharField(_("merged into it"), max_length=200)
    steps = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("merger")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["gone"])]

    def __str__(self) -> str:
        return self.gone_name

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        """Whoever sees the entry that was kept sees what went into it: it is one of its names."""
        return Organisation.scope_rule(scope, f"{at}kept__")
