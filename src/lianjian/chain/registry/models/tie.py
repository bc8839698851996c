from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.scope import Scope, either
from lianjian.ground.core.scoped import Scoped

from .branch import Branch
from .posting import Posting


class Tie(Scoped):
    """Somebody knows somebody: why two branches are not strangers (人脉纽带, M28).

    ``evidence`` is the sentence that a proposal shows; ``strength`` in thousandths when it was
    fresh; a tie decays from ``since`` and is gone after ``until``. ``attested_by`` is the office
    of who says so, never a person's name. A tie that rests on a ``posting`` ends with it (M9).
    Where the sentence means a person, it is kept only with their consent.
    """

    class Ground(models.TextChoices):
        NATIVE_PLACE = "native_place", _("native place")
        ALUMNI = "alumni", _("fellow students")
        FORMER_POSTING = "former_posting", _("former posting")
        POSTING = "posting", _("present posting")
        PAST_COOPERATION = "past_cooperation", _("past cooperation")
        OTHER = "other", _("other")

    village = models.ForeignKey(
        Branch, verbose_name=_("village branch"), on_delete=models.PROTECT, related_name="+"
    )
    partner = models.ForeignKey(
        Branch, verbose_name=_("partner branch"), on_delete=models.PROTECT, related_name="+"
    )
    ground = models.CharField(_("ground"), max_length=20, choices=Ground.choices)
    evidence = models.CharField(_("evidence"), max_length=300)
    attested_by = models.CharField(_("who attests it"), max_length=120, blank=True)
    means_person = models.BooleanField(_("means a person"), default=False)
    consent = models.BooleanField(_("the person has agreed"), default=False)
    posting = models.ForeignKey(
        Posting,
        verbose_name=_("rests on a posting"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    strength = models.PositiveSmallIntegerField(_("strength, in thousandths"))
    grade = models.PositiveSmallIntegerField(_("evidence grade"), default=0)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("tie")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(strength__lte=1000), name="a_tie_is_at_most_whole"),
            models.CheckConstraint(condition=Q(grade__lte=4), name="a_tie_has_a_grade_0_to_4"),
            models.CheckConstraint(
                condition=Q(means_person=False) | Q(consent=True),
                name="a_tie_that_means_a_person_has_their_consent",
            ),
            models.CheckConstraint(
                condition=~Q(village=models.F("partner")), name="a_tie_is_between_two_branches"
            ),
        ]

    def __str__(self) -> str:
        return self.evidence

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return either(
            [
                Branch.own_rule(scope, f"{at}village__"),
                Branch.own_rule(scope, f"{at}partner__"),
            ]
        )
