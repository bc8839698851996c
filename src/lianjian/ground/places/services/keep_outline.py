"""Keep the outline that a job has drawn."""

from __future__ import annotations

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command

from .. import policy
from ..models import Division, Outline
from ..outlines import Drawn


# "personal" so that the journal keeps a digest: the shape itself is long, and nobody's secret.
@command("places.keep_outline", policy=policy.may_draw, personal=("drawn",))
def keep_outline(actor: Actor, *, division: Division, drawn: Drawn) -> Outline:
    """The outline of a division from now on."""
    outline, _made = Outline.objects.update_or_create(
        division=division,
        defaults={
            "geometry": drawn.geometry,
            "path": drawn.path,
            "box": drawn.box,
            "stands_for": drawn.stands_for,
            "source": drawn.source,
        },
    )
    return outline
