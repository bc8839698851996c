from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import Scoped

from .body import JointBody


class BodyOffice(Scoped):
    """Who holds which office in a joint body, and for which term (职务, M4).

    ``starts`` to ``ends`` is the term as it was given; ``ended_on`` the day on which it was over.
    Until somebody says so it stands, late or not: a term that has run out does not vacate a chair.
    """

    class Rank(models.TextChoices):
        SECRETARY = "secretary", _("secretary")
        DEPUTY = "deputy", _("deputy secretary")
        MEMBER = "member", _("committee member")
        OTHER = "other", _("another office")

    body = models.ForeignKey(JointBody, on_delete=models.PROTECT, related_name="+")
    rank = models.CharField(_("office"), max_length=10, choices=Rank.choices)
    title = models.CharField(_("title of the office"), max_length=60, blank=True)
    post = models.ForeignKey(
        "accounts.Post",
        verbose_name=_("post of the holder"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    holder = models.CharField(_("holder in words"), max_length=120, blank=True)
    branch = models.ForeignKey(
        "registry.Branch",
        verbose_name=_("filled by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    starts = models.DateField(_("in office since"))
    ends = models.DateField(_("end of the term"), null=True, blank=True)
    ended_on = models.DateField(_("the last day"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=300, blank=True)
    is_demo = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("office in a joint body")
        ordering = ["-starts", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body"],
                condition=Q(rank="secretary", ended_on__isnull=True),
                name="a_joint_body_has_one_secretary",
            ),
            models.CheckConstraint(
                condition=Q(post__isnull=False) | ~Q(holder=""),
                name="an_office_in_a_body_names_its_holder",
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=models.F("starts")),
                name="a_term_in_a_body_does_not_end_before_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=models.F("starts")),
                name="nobody_leaves_an_office_before_they_take_it",
            ),
        ]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """What the office is called: its own title, else its rank."""
        return self.title or str(self.get_rank_display())

    @property
    def held_by(self) -> str:
        """Who holds or held it: the holder of the post that was named, else what was written."""
        return self.post.person.name if self.post is not None else self.holder

    @property
    def is_held(self) -> bool:
        return self.ended_on is None

    @property
    def is_over(self) -> bool:
        """Whether its term has run out and nobody has said what comes next."""
        return self.ended_on is None and self.ends is not None and self.ends < clock.today()

    @property
    def ended_early(self) -> bool:
        return self.ended_on is not None and self.ends is not None and self.ended_on < self.ends

    @property
    def last_day(self) -> dt.date | None:
        return self.ended_on or self.ends

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return JointBody.scope_rule(scope, f"{at}body__")
