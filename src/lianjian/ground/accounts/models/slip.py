from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import Scoped

from .post import Post


class Slip(Scoped):
    """A sheet of paper that lets the holder of a post in once, to set a password.

    Only a keyed digest of its code is kept: who can read this table still cannot get in. A slip
    dies when it is used, after seven days, or when another is printed for the same person.
    """

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="slips")
    digest = models.CharField(max_length=64, unique=True)
    printed_by = models.ForeignKey(
        Post, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("printed by")
    )
    made_at = models.DateTimeField(_("printed"))
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("used"), null=True)
    replaced_at = models.DateTimeField(_("replaced"), null=True)

    class Meta(Scoped.Meta):
        verbose_name = _("slip")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["post", "used_at"])]

    def __str__(self) -> str:
        return f"{self.post_id}"

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return Post.scope_rule(scope, f"{at}post__")

    def is_live(self, now: dt.datetime) -> bool:
        """Whether it still opens the door at ``now``."""
        return self.used_at is None and self.replaced_at is None and now < self.expires_at
