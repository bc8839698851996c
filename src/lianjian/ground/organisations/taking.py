"""Lines of a sheet weighed as bodies: is it there, is it new, may this actor enter it?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.receives import Line
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Denied, Invalid
from lianjian.ground.places.codes import Level
from lianjian.ground.places.models import Division
from lianjian.ground.places.names import spoken
from lianjian.ground.places.resolving import Places, home_of

from . import policy
from .models import DirectoryEntry, Kind, Organisation, folded
from .resolving import Bodies, in_portions
from .services.writing import kind_of, name_of
from .steps import BodyStep
from .uscc import checked

CENTRAL = {"中央", "国家", "中央单位", "全国", "central"}
_MANY = 2000
"""Above so many lines all villages of the area are read at once."""
_VILLAGE_ENDS = ("村", "社区", "村委会", "村民委员会", "居委会", "嘎查")


class BodyScale:
    """Weighs lines that name a body: fields name, kind, uscc, place, town and seat."""

    def __init__(self, actor: Actor, lines: Sequence[Line]) -> None:
        self.actor = actor
        self.places = Places(actor.scope, home_of(actor.division))
        texts = {line.text(each) for line in lines for each in ("name", "uscc")}
        self.seen = Bodies(actor.scope, texts)
        self.all = Bodies(Scope.of_everything(), texts)
        self.many = len(lines) > _MANY
        self._villages: dict[int, Organisation] | None = None
        self._asked: dict[int, Organisation | None] = {}
        self.kept = self._kept(
            {one.pk for several in self.seen.by_name.values() for one in several}
        )
        self.steps: dict[object, BodyStep] = {}

    def village_of(self, division: Division) -> Organisation | None:
        """The organisation of a village, if it is entered: asked one by one, or all at once."""
        rows = Organisation.within(self.actor.scope).filter(kind=Kind.VILLAGE)
        rows = rows.select_related("affiliation", "seat").order_by("-pk")
        if not self.many:
            if division.pk not in self._asked:
                self._asked[division.pk] = rows.filter(affiliation=division).last()
            return self._asked[division.pk]
        if self._villages is None:
            self._villages = {
                one.affiliation_id: one for one in rows if one.affiliation_id is not None
            }
        return self._villages.get(division.pk)

    def _kept(self, keys: set[int]) -> set[int]:
        """Which of these bodies stand in the very directory that the actor's post keeps."""
        whose = (
            {"division": self.actor.division}
            if self.actor.division is not None
            else {"keeper": self.actor.organisation}
        )
        entries = DirectoryEntry.within(self.actor.scope).filter(**whose)
        return {
            key
            for portion in in_portions(sorted(keys))
            for key in entries.filter(organisation__in=portion).values_list(
                "organisation", flat=True
            )
        }

    def weigh(self, line: Line) -> BodyStep:
        """What a line says of a body; the same object for the same body. Raises Invalid, Denied."""
        name = name_of(line.text("name"))
        if self._is_village(line, name):
            return self._village(line, name)
        return self._outside(line, name)

    # -- villages --

    def _is_village(self, line: Line, name: str) -> bool:
        kind = line.text("kind")
        if kind or not name.endswith(_VILLAGE_ENDS):
            return kind == Kind.VILLAGE
        try:
            self.places.village(line.text("place") or name, town=line.text("town"))
        except Invalid:
            return False
        return True

    def _village(self, line: Line, name: str) -> BodyStep:
        division = self._own_division(line, name)
        if isinstance(
            verdict := policy.may_register_village(self.actor, division=division), Denied
        ):
            raise verdict
        if division.pk not in self.steps:
            self.steps[division.pk] = BodyStep(
                name=spoken(division.name),
                kind=Kind.VILLAGE,
                affiliation=division,
                seat=division,
                made=self.village_of(division),
            )
        return self.steps[division.pk]

    def _own_division(self, line: Line, name: str) -> Division:
        """The village itself; ``place`` may also name only the town or county it lies in."""
        place, town = line.text("place"), line.text("town")
        if not place:
            return self.places.village(name, town=town)
        if place.isdecimal() or not town:
            found = self.places.inside(place, town=town)
            if found.level in (Level.VILLAGE, Level.HAMLET):
                return found
            return self.places.village(name, town=place if not place.isdecimal() else found.name)
        return self.places.village(name, town=town)

    # -- bodies from outside --

    def _outside(self, line: Line, name: str) -> BodyStep:
        code = checked(line.text("uscc")) if line.text("uscc") else None
        place = line.text("place")
        central = place in CENTRAL
        affiliation = self.places.anywhere(place) if place and not central else None
        there = self._there(name, code, affiliation, known=bool(place))
        key: object = code or (
            folded(name),
            affiliation.pk if affiliation else 0,
            there and there.pk,
        )
        if key in self.steps:
            return self.steps[key]
        if isinstance(verdict := policy.may_register(self.actor), Denied):
            raise verdict
        if there is not None:
            self.steps[key] = self._known(line, there, code)
        else:
            if not place:
                raise Invalid(
                    _("Say whom it answers to: a place, or 中央."),
                    fields={"place": _("Say whom it answers to: a place, or 中央.")},
                )
            self.steps[key] = BodyStep(
                name=name,
                kind=kind_of(line.text("kind"), affiliation),
                affiliation=affiliation,
                seat=self._seat(line),
                uscc=code,
                keep=True,
            )
        return self.steps[key]

    def _seat(self, line: Line) -> Division | None:
        return self.places.anywhere(line.text("seat")) if line.text("seat") else None

    def _there(
        self, name: str, code: str | None, affiliation: Division | None, *, known: bool
    ) -> Organisation | None:
        """The body that this would be a second entry of, wherever it was entered."""
        if code is not None and code in self.all.by_code:
            return self.all.by_code[code]
        if known:
            namesakes = [
                one
                for one in self.all.named(name)
                if one.affiliation_id == (affiliation.pk if affiliation else None)
            ]
        else:
            namesakes = [one for one in self.seen.named(name) if one.kind != Kind.VILLAGE]
            if len(namesakes) > 1:
                self.seen.called(name)
        return next((one for one in namesakes if code is None or one.uscc is None), None)

    def _known(self, line: Line, there: Organisation, code: str | None) -> BodyStep:
        """A body that is there: into the directory if it is not yet, completed where it may be."""
        step = BodyStep(
            there.name,
            there.kind,
            there.affiliation,
            made=there,
            keep=there.pk not in self.kept and not self._is_own(there),
        )
        if there.pk not in {one.pk for one in self.seen.named(there.name)}:
            return step
        seat = self._seat(line)
        said: dict[str, Any] = {"kind": line.text("kind") or None, "uscc": code}
        step.changes = {
            name: value
            for name, value in said.items()
            if value is not None and value != getattr(there, name)
        }
        if seat is not None and seat.pk != there.seat_id:
            step.changes["seat"] = seat
        verdict = policy.may_amend(self.actor, organisation=there) if step.changes else None
        if isinstance(verdict, Denied):
            raise verdict
        return step

    def _is_own(self, there: Organisation) -> bool:
        """Whether it answers to the area, or is the actor's own: seen without a directory."""
        above = there.affiliation
        return there.pk in self.actor.scope.organisations or (
            above is not None and self.actor.scope.covers(above.code)
        )
