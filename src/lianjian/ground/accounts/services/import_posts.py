"""Give many posts at once from a list."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid, Refused

from .. import importing, policy
from ..models import Post
from .appoint import appoint


@command("accounts.import_posts", policy=policy.may_import, personal=("text",))
def import_posts(actor: Actor, *, text: str) -> list[Post]:
    """Give every post of a list (``importing`` says how it is written), or none.

    Raises Invalid with one entry of ``fields`` for each line that cannot be taken, by its number.
    """
    rows = importing.read_list(actor, text)
    wrong = {str(row.line): row.wrong for row in rows if row.wrong}
    made = []
    for row in rows:
        if row.wrong or row.role is None:
            continue
        try:
            made.append(_appoint(actor, row))
        except Refused as refusal:
            wrong[str(row.line)] = str(refusal)
    if wrong:
        raise Invalid(
            _("Nothing was imported. Correct the marked lines, then send the list again."),
            fields=wrong,
        )
    return made


def _appoint(actor: Actor, row: importing.Row) -> Post:
    if row.role is None:
        raise Invalid("")
    return appoint(
        actor,
        name=row.name,
        phone=row.phone,
        role=row.role,
        division=row.division,
        organisation=row.organisation,
    )
