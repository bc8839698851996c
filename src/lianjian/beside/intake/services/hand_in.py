from __future__ import annotations

import datetime as dt
import re

from django.urls import reverse
from django.utils.translation import gettext as _

from lianjian.ground.core import clock, files, pictures
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.jobs import services as jobs
from lianjian.ground.pages import door, kinds

from .. import policy
from ..models import Submission

PASTED = "pasted"


@command(
    "intake.hand_in",
    policy=policy.may_hand_in,
    personal=["name", "outlet"],
    pictures={"data": pictures.LARGEST},
)
def hand_in(
    actor: Actor,
    *,
    data: bytes,
    name: str = "",
    outlet: str = "",
    published_on: dt.date | None = None,
    is_demo: bool = False,
) -> Submission:
    """Keep a text or a file as it came, a photo drawn anew, and let the worker read it; without a
    name it was pasted.

    Raises Invalid for nothing, for what is no text, document or photo, and for a day to come.
    """
    if not data.strip():
        raise Invalid(_("Write or paste something, or choose a file."))
    if published_on is not None and published_on > clock.today():
        raise Invalid(_("That day has not come yet."), fields={"published_on": _("in the future")})
    form = door.admitted(data, called(data, name))
    assert actor.person is not None  # noqa: S101 - the policy asks for a post
    if form.kind == kinds.Kind.PHOTO:
        data = pictures.redrawn(data)
    kept = Submission(
        file=files.store(data, media_type=form.media_type),
        file_name=files.file_name(re.sub(r"\s+", " ", name)) if name else "",
        form=form.kind.value if name and form.kind else PASTED,
        outlet=outlet.strip()[:120],
        published_on=published_on,
        typed=bool(outlet.strip()) + (published_on is not None),
        division_id=actor.division,
        organisation_id=actor.organisation,
        person_id=actor.person,
        is_demo=is_demo,
    )
    kept.save(force_insert=True)
    return let_it_be_read(actor, kept)


def called(data: bytes, name: str) -> str:
    """The name under which bytes are looked at: a pasted text has none, and the source of a page
    that somebody pasted is a page."""
    return name or ("page.html" if kinds.found(data) is kinds.HTML else "text.txt")


def let_it_be_read(actor: Actor, submission: Submission) -> Submission:
    """Hand a submission to the worker."""
    back = reverse("intake:submission", args=[submission.pk])
    arguments = {"submission": submission.pk}
    submission.job = jobs.start(actor, name="intake.read", arguments=arguments, back=back)
    submission.save(update_fields=["job"])
    return submission
