"""``lianjian import FILE --as USERNAME``: take a sheet in without the page, by the same rules."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from lianjian.beside.ledgers import checking, handing_in, policy, services
from lianjian.beside.ledgers.jobs import take_sheet
from lianjian.beside.ledgers.models import Import
from lianjian.ground.accounts import selectors as accounts
from lianjian.ground.accounts.acting import actor_for, posts_of
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.verdicts import Refused, Text
from lianjian.ground.jobs.registry import Work

WRONG = 2


class Command(BaseCommand):
    help = "Take a ledger in (.xlsx, .xls, .ods, .csv), acting as somebody who may."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--as",
            dest="username",
            required=True,
            metavar="USERNAME",
            help="the coordinator or campaign issuer in whose name it is taken in",
        )
        parser.add_argument(
            "--good-only",
            action="store_true",
            help="take the good lines; the others come back in FILE-问题.xlsx",
        )
        parser.add_argument(
            "--look", action="store_true", help="say what taking it would do, and do nothing"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        actor = _acting(options["username"])
        file: Path = options["file"]
        try:
            data = file.read_bytes()
            sheet = handing_in.hand_in(actor, name=file.name, data=data, must_be_clear=True)
            try:
                self.stdout.write(self._taken(actor, sheet, file, options))
            finally:
                _put_aside(actor, sheet)
        except Refused as refusal:
            raise CommandError(f"{file}: {refusal}", returncode=WRONG) from None

    def _taken(self, actor: Actor, sheet: Import, file: Path, options: dict[str, Any]) -> str:
        found = handing_in.look_through(actor, sheet, self._tell)
        if found.wrong and not options["look"]:
            answer = file.with_name(f"{file.stem}-问题.xlsx")
            answer.write_bytes(checking.marked(found))
            self.stderr.write(_("What is wrong stands in %(file)s.") % {"file": answer})
        if not options["look"]:
            ending = take_sheet(
                Work(actor, self._tell), sheet=sheet.pk, good_only=options["good_only"]
            )
            if callable(ending):
                ending()
        return _("%(new)s new, %(changed)s changed, %(unchanged)s as before, %(wrong)s wrong") % {
            **dict.fromkeys(("new", "changed", "unchanged", "wrong"), 0),
            **found.counts,
        }

    def _tell(self, permille: int, sentence: Text) -> None:
        if sys.stderr.isatty():
            print(f"\r{permille / 10:5.1f} %  {sentence}", end="", file=sys.stderr, flush=True)  # noqa: T201


def _acting(username: str) -> Actor:
    """The post of a person through which sheets are taken in; CommandError if there is none."""
    person = accounts.person_called(username)
    if person is None:
        raise CommandError(_("Nobody signs in as %(name)s.") % {"name": username}, returncode=WRONG)
    for post in posts_of(person):
        actor = actor_for(post)
        if policy.may_import(actor):
            return actor
    raise CommandError(
        _("%(name)s holds no post that takes sheets in.") % {"name": username}, returncode=WRONG
    )


def _put_aside(actor: Actor, sheet: Import) -> None:
    """What was only looked at, or could not be taken, does not wait on anybody's list."""
    sheet.refresh_from_db(fields=["state"])
    if sheet.state != "taken":
        services.abandon(actor, sheet=sheet)
