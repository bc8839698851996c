from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.scope import Scope
from lianjian.ground.core.scoped import Scoped

from .life import LIFE, State


class Job(Scoped):
    """Work that somebody started, and the plain arguments that it was started with.

    It runs as the post that started it (as the system, without one), and says how far it is in
    that person's language; only that person sees it.
    """

    name = models.CharField(max_length=80)
    arguments = models.JSONField(default=dict)
    person = models.ForeignKey(
        "accounts.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    post = models.ForeignKey("accounts.Post", null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    back = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=10, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("job")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return scope.is_self(f"{at}person")


class JobRun(models.Model):
    """How a job goes: written by its worker outside any command, read only through its job.

    ``attempt`` numbers the claims: whoever holds the last one may write the result. ``lease`` is
    until when the worker is taken to be alive; ``permille`` how much is done, 0 to 1000.
    """

    job = models.OneToOneField(Job, on_delete=models.CASCADE, related_name="run")
    state = models.CharField(max_length=8, choices=State.choices, default=LIFE.initial)
    attempt = models.PositiveIntegerField(default=0)
    lease = models.DateTimeField(null=True)
    stop_asked = models.BooleanField(default=False)
    permille = models.PositiveSmallIntegerField(default=0)
    sentence = models.CharField(max_length=200, blank=True)
    result = models.JSONField(null=True)
    error = models.TextField(blank=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(permille__lte=1000), name="no_job_is_more_than_done")
        ]
        indexes = [models.Index(fields=["state", "lease"])]

    def __str__(self) -> str:
        return f"{self.job_id} {self.state}"

    @property
    def over(self) -> bool:
        return self.state in LIFE.ends()

    @property
    def percent(self) -> int:
        return self.permille // 10
