from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from lianjian.ground.accounts import selectors as accounts
from lianjian.ground.accounts.models import Post
from lianjian.ground.core import actors, clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.verdicts import Invalid, Overtaken

from .. import policy, selectors
from ..life import ACCORD
from ..models import Accord, AccordParty, GroupMember, Signature, TextVersion
from .take_effect import everyone_signed, take_effect


@command("accords.sign", policy=policy.may_sign, fresh=True)
def sign(
    actor: Actor, *, party: AccordParty, digest: str, member: GroupMember | None = None
) -> Signature:
    """Confirm, for one party or one member of a group, exactly the bytes that were shown.

    ``digest`` is the SM3 of the PDF that the signer was shown; any other is refused. The last
    signature that is needed brings the accord into force in the same transaction, with its
    second file. Raises Invalid where the parties sign in turn and one before this one has not;
    Overtaken when the text was sent back, replaced, expired or completed a
    moment ago, or when somebody else of this party has already signed.
    """
    version = party.version
    accord = version.accord
    if version.outcome:
        raise Overtaken(
            _("This text was taken back before you signed it. The issuer writes the next one.")
        )
    # Takes the accord's row lock: from here on nobody signs, sends back or lets it lapse beside us.
    ACCORD.move(accord, "sign", scope=actor.scope)
    _must_be_what_was_shown(accord, version, digest)
    _must_be_their_turn(version, party)
    signature = _put_down(actor, version, party, member, digest)
    if everyone_signed(version):
        done = take_effect(actors.system("the last signature is there"), accord=accord)
        accord.state, accord.active_since = done.state, done.active_since
    return signature


def _must_be_what_was_shown(accord: Accord, version: TextVersion, digest: str) -> None:
    newest = selectors.text_in_hand(accord)
    if (
        newest is None
        or newest.pk != version.pk
        or newest.unsigned is None
        or newest.unsigned.digest != digest
    ):
        raise Overtaken(_("You were shown another text. Read the present one before you sign."))


def _must_be_their_turn(version: TextVersion, party: AccordParty) -> None:
    turn = selectors.whose_turn(version)
    if turn is not None and turn.order < party.order:
        raise Invalid(
            _("The parties of this text sign in turn: %(label)s, %(name)s, signs before you.")
            % {"label": turn.label, "name": turn.name}
        )


def _put_down(
    actor: Actor,
    version: TextVersion,
    party: AccordParty,
    member: GroupMember | None,
    digest: str,
) -> Signature:
    post = accounts.acting_post(actor)
    signature = Signature(
        version=version,
        party=party,
        member=member,
        post=post,
        signed_as=_signed_as(post),
        digest=digest,
        signed_at=clock.now(),
    )
    try:
        with transaction.atomic():
            signature.save()
    except IntegrityError:
        raise Overtaken(_("This has already been signed for.")) from None
    return signature


def _signed_as(post: Post) -> str:
    """The post that signs, in Chinese as the accord is; never the person's name."""
    place = post.organisation or post.division
    with translation.override("zh-hans"):
        return f"{place}{post.get_role_display()}"
