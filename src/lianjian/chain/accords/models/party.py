from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import Scoped

from .version import TextVersion

_STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
MOST_PARTIES = len(_STEMS)


def label_of(order: int) -> str:
    """What a text calls its party number ``order`` (from 1): 甲方, 乙方, 丙方 …"""
    return f"{_STEMS[order - 1]}方"


class AccordParty(Scoped):
    """One party to one text (共建方): an organisation, a branch, or a group (M10).

    A group signs when at least ``quorum`` of its members have signed (n of m).
    """

    part_of = "version"

    class Kind(models.TextChoices):
        ORGANISATION = "organisation", _("organisation")
        BRANCH = "branch", _("Party branch")
        GROUP = "group", _("group")

    version = models.ForeignKey(TextVersion, on_delete=models.CASCADE, related_name="parties")
    order = models.PositiveSmallIntegerField(_("place"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    branch = models.ForeignKey(
        "registry.Branch", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(_("name in the accord"), max_length=200)
    quorum = models.PositiveSmallIntegerField(_("signatures needed"), default=1)

    class Meta(Scoped.Meta):
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "order"], name="a_text_numbers_each_party_once"
            ),
            models.CheckConstraint(
                condition=(
                    Q(kind="organisation", organisation__isnull=False, branch__isnull=True)
                    | Q(kind="branch", organisation__isnull=True, branch__isnull=False)
                    | Q(kind="group", organisation__isnull=True, branch__isnull=True)
                ),
                name="a_party_is_what_its_kind_says",
            ),
            models.CheckConstraint(condition=Q(quorum__gte=1), name="a_party_needs_a_signature"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_group(self) -> bool:
        return self.kind == self.Kind.GROUP

    @property
    def label(self) -> str:
        """甲方, 乙方, 丙方 …: what the text itself calls this party, in whatever language."""
        return label_of(self.order)

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return TextVersion.scope_rule(scope, f"{at}version__")


class GroupMember(Scoped):
    """A member of a group that is a party: a branch, by its secretary or its first secretary."""

    part_of = "party"

    party = models.ForeignKey(AccordParty, on_delete=models.CASCADE, related_name="members")
    branch = models.ForeignKey("registry.Branch", on_delete=models.PROTECT, related_name="+")
    posting = models.ForeignKey(
        "registry.Posting", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """Given when the member is the posted first secretary, and no other of the branch may sign."""
    name = models.CharField(_("name in the accord"), max_length=200)

    class Meta(Scoped.Meta):
        verbose_name = _("member")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["party", "branch"], name="a_branch_is_a_member_once")
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return AccordParty.scope_rule(scope, f"{at}party__")
