"""What the chapters do things with: the rooms' services, with the demonstration's marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lianjian.chain.accords import selectors as accords_seen
from lianjian.chain.accords import services as accords
from lianjian.chain.accords.contents import Contents
from lianjian.chain.accords.models import Accord
from lianjian.chain.registry import services as registry
from lianjian.chain.registry.models import Branch
from lianjian.ground.accounts.acting import actor_for
from lianjian.ground.accounts.models import Post
from lianjian.ground.core import actors, clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Allowed, Denied, Verdict
from lianjian.ground.organisations import services as organisations
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.places import selectors as places
from lianjian.ground.places.codes import Level, ancestor_code, full_code, level_of
from lianjian.ground.places.models import Division
from lianjian.ground.places.names import core_of, initials_of

SYSTEM = actors.system("the demonstration")

_ABOVE = {
    Level.CITY: Level.PROVINCE,
    Level.COUNTY: Level.CITY,
    Level.TOWN: Level.COUNTY,
    Level.VILLAGE: Level.TOWN,
}


def acting(post: Post) -> Actor:
    """The holder of a post, as if they had just shown who they are."""
    return actor_for(post, confirmed_at=clock.now())


# -- places --
def division(digits: str) -> Division:
    """The division with an official code; it must have been imported or drawn."""
    found = places.by_code(digits)
    if found is None:
        raise LookupError(f"The demonstration needs the division {digits}.")
    return found


def may_draw(actor: Actor, **_rest: Any) -> Verdict:
    if actor.is_system:
        return Allowed()
    return Denied("Invented divisions belong to the demonstration.")


@command("demo.draw", policy=may_draw)
def draw(actor: Actor, *, digits: str, name: str) -> Division:
    """A division that is in no list, below the one that its code begins with."""
    code = full_code(digits)
    level = level_of(code)
    above = _ABOVE.get(level)
    return Division.objects.create(
        code=code,
        name=name,
        core=core_of(name, level),
        initials=initials_of(core_of(name, level))[:40],
        level=level,
        parent=division(str(ancestor_code(code, above))) if above else None,
        official=False,
        valid_from=clock.today(),
    )


def villages_of(county: Division, how_many: int) -> list[Division]:
    """The first villages of a county by code: villages proper, no urban communities."""
    first, behind = county.range
    rows = Division.objects.filter(
        code__gte=first, code__lt=behind, level=Level.VILLAGE, name__contains="村", valid_to=None
    )
    proper = rows.exclude(name__contains="社区").exclude(name__contains="居委")
    return list(proper.order_by("code")[:how_many])


# -- bodies and branches --
def body(
    name: str,
    kind: str,
    *,
    affiliation: Division | None,
    aliases: Sequence[tuple[str, str]] = (),
    kept_by: Sequence[Division | Organisation] = (),
) -> Organisation:
    """A body of the demonstration; ``aliases`` are (text, document), "" for everywhere."""
    made = organisations.register_organisation(
        SYSTEM, name=name, kind=kind, affiliation=affiliation, is_demo=True
    )
    for text, document in aliases:
        organisations.add_alias(SYSTEM, organisation=made, text=text, document=document)
    for keeper in kept_by:
        keep(made, by=keeper)
    return made


def keep(one: Organisation, *, by: Division | Organisation) -> None:
    """Put a body into the directory of a division or of another body."""
    organisations.keep_in_directory(SYSTEM, organisation=one, keeper=by)


def branch_of(
    host: Organisation, *, unit: str = "", span: int = 1, must_serve: bool = False
) -> Branch:
    """The branch of a body or of its inner unit, entered by the system."""
    return registry.register_branch(SYSTEM, host=host, unit=unit, span=span, must_serve=must_serve)


# -- accords --
def open_for_signing(issuer: Post, *, by: Division | Organisation, contents: Contents) -> Accord:
    """An accord that was drafted, sent to its parties and opened for signing."""
    actor = acting(issuer)
    accord = accords.draft(actor, issuer=by, contents=contents, is_demo=True)
    accords.consult(actor, accord=accord)
    accords.open_for_signing(actor, accord=accord)
    return accord


def sign(accord: Accord, *signers: Post) -> None:
    """These posts sign, one after the other, each what they are shown."""
    for signer in signers:
        actor = acting(signer)
        version = accords_seen.text_in_hand(accords_seen.accord(actor.scope, accord.pk))
        if version is None or version.unsigned is None:
            raise LookupError("The accord has no text that could be signed.")
        place = accords_seen.places_of(actor, version)[0]
        accords.sign(actor, party=place.party, member=place.member, digest=version.unsigned.digest)
