"""T4: four members of a group sign at the same moment; two signatures are still needed.

Two must win, two must hear that it is done, and the accord must take effect once. The naive twin
reads, decides and writes in separate statements, as a service without a lock would: it loads the
accord and its signatures, writes its own, counts, and saves the state. Its window is nothing but
the same work that the real service does between its first look and its last write: typesetting
the page of signatures.
"""

from __future__ import annotations

from functools import partial

import pytest
from django.db import transaction

from lianjian.chain.accords.models import Accord, Signature, TextVersion
from lianjian.chain.accords.services.take_effect import _make_signed_file, everyone_signed
from lianjian.chain.accords.tests import makers
from lianjian.ground.core import clock
from lianjian.ground.core.scoped import scope_lifted
from lianjian.ground.journal.models import Line
from tests.campaigns import Reporter
from tests.cast import Character, World, a_world

from .racing import CONTROL_FAILS_AT_LEAST, RACES, everyone_got_a_reason, only_on_postgresql, race

pytestmark = [
    pytest.mark.campaign,
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
]
NEEDED = 2


def waiting_for_the_last(world: World) -> tuple[Accord, list[Character]]:
    """An accord that all have signed but two of the four members of its group."""
    setting = makers.three_parties(world, members=4, quorum=NEEDED)
    accord = makers.opened(setting)
    makers.signed_by(accord, *setting.signers[:2])
    return accord, list(setting.signers[2:])


def once_more(accord: Accord) -> None:
    """As it was before its group signed: the next race begins where this one did."""
    with scope_lifted("the next race"):
        Signature.objects.filter(party__version__accord=accord, member__isnull=False).delete()
        Accord.objects.filter(pk=accord.pk).update(state="signing", active_since=None)
        TextVersion.objects.filter(accord=accord).update(signed=None, in_force_from=None)


def took_effect(accord: Accord) -> int:
    with scope_lifted("a test looks behind"):
        subject = f"accords.accord:{accord.pk}"
        return int(Line.objects.filter(verb="accords.take_effect", subject=subject).count())


def signatures_of_group(accord: Accord) -> int:
    with scope_lifted("a test looks behind"):
        signed = Signature.objects.filter(party__version__accord=accord, member__isnull=False)
        return int(signed.count())


def test_it_takes_effect_once_and_the_late_hear_why(campaign: Reporter):
    only_on_postgresql()
    accord, members = waiting_for_the_last(a_world())
    for number in range(1, RACES + 1):
        finish = race([partial(makers.sign, one, accord) for one in members])
        assert finish.errors == []
        assert (len(finish.won), len(finish.refused)) == (NEEDED, len(members) - NEEDED)
        assert everyone_got_a_reason(finish)
        assert makers.seen(accord).state == "active"
        assert took_effect(accord) == number
        assert signatures_of_group(accord) == NEEDED
        once_more(accord)
    campaign(
        "T4",
        f"{len(members)} at the same moment: the last {NEEDED} signatures",
        size=RACES,
        control=f"without a lock at least {CONTROL_FAILS_AT_LEAST:.0%} go wrong",
        outcome="in force once, the late hear why, no error",
    )


def naive_sign(signer: Character, accord: Accord) -> bool:
    """Read, check, write, count, save: gives whether it brought the accord into force."""
    with scope_lifted("a naive twin"), transaction.atomic():
        accord = Accord.objects.get(pk=accord.pk)
        if accord.state != "signing":
            return False
        party, member = makers.place_of(signer.actor, accord)
        version = makers.text(accord)
        Signature.objects.create(
            version=version,
            party=party,
            member=member,
            post=signer.post,
            signed_as="x",
            digest=makers.shown(accord),
            signed_at=clock.now(),
        )
        if not everyone_signed(version):
            return False
        _make_signed_file(accord, version, clock.today())
        accord.state = "active"
        accord.save(update_fields=["state"])
        return True


def test_control_without_a_lock_it_goes_wrong():
    only_on_postgresql()
    accord, members = waiting_for_the_last(a_world())
    wrong = 0
    for _ in range(RACES):
        finish = race([partial(naive_sign, one, accord) for one in members])
        once = sum(map(bool, finish.won)) == 1 and not finish.errors
        wrong += not once or signatures_of_group(accord) != NEEDED
        once_more(accord)
    assert wrong >= CONTROL_FAILS_AT_LEAST * RACES
