from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .person import Person


class Device(models.Model):
    """One place where a person is signed in. Removing the row ends the session at once.

    The session carries this row's key; the middleware ``sessions.Sessions`` looks for it with
    every request. Keeps no address: the browser's name and two moments are enough to recognise
    one's own devices. Book-keeping: written outside commands, like the session itself.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="devices")
    agent = models.CharField(_("browser"), max_length=200, blank=True)
    remembered = models.BooleanField(_("kept for 30 days"), default=False)
    started_at = models.DateTimeField(_("signed in"))
    seen_at = models.DateTimeField(_("last seen"))

    class Meta:
        verbose_name = _("device")
        ordering = ["-seen_at", "-pk"]

    def __str__(self) -> str:
        return self.agent
