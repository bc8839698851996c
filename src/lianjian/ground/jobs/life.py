"""The life of a job. Its edges run on ``JobRun``, each as one conditional UPDATE."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.life import Life


class State(models.TextChoices):
    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("finished")
    FAILED = "failed", _("failed")
    STOPPED = "stopped", _("stopped")


LIFE = Life(
    name="job",
    states=State,
    initial=State.WAITING,
    edges={
        (State.WAITING, "claim"): State.RUNNING,
        (State.WAITING, "stop"): State.STOPPED,
        (State.RUNNING, "claim"): State.RUNNING,  # by another worker, when the lease ran out
        (State.RUNNING, "deliver_again"): State.WAITING,  # when its worker was killed
        (State.RUNNING, "finish"): State.DONE,
        (State.RUNNING, "fail"): State.FAILED,
        (State.RUNNING, "stop"): State.STOPPED,
    },
    verbs={
        "claim": _("Claim"),
        "deliver_again": _("Deliver again"),
        "finish": _("Finish"),
        "fail": _("Fail"),
        "stop": _("Stop"),
    },
)
