from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccordsConfig(AppConfig):
    name = "lianjian.chain.accords"
    label = "accords"

    def ready(self) -> None:
        from lianjian.chain.pairing import contacts
        from lianjian.chain.registry import sections
        from lianjian.ground.core import receives, today
        from lianjian.ground.ui.navigation import NavItem, register

        from .branch_section import what_it_signed
        from .contacts import from_accords
        from .receiving import ACCORDS, BODIES
        from .waiting import what_waits
        from .waiting_sides import what_parties_owe

        contacts.register(from_accords)
        receives.register(BODIES)
        receives.register(ACCORDS)
        today.register(what_waits)
        today.register(what_parties_owe)
        sections.register(what_it_signed)
        _trace()
        _tell_news()
        register(
            NavItem(
                "accords",
                _("Accords"),
                "accords:accords",
                roles=None,
                order=40,
                tab_icon="accord",
            )
        )


def _trace() -> None:
    """What a sheet of bodies or accords of before writes, so that it can be taken back."""
    from lianjian.ground.core import traces

    from .models import Accord, AccordParty, BodyMember, GroupMember, JointBody, TextVersion

    traces.register(JointBody)
    traces.register(Accord)
    for model in (BodyMember, TextVersion, AccordParty, GroupMember):
        traces.register(model, part=True)
    traces.register(Accord.pairings.through, part=True, whole="accord")
    traces.register(TextVersion.pairings.through, part=True, whole="textversion")


def _tell_news() -> None:
    """Of which records news is told, and under whose name."""
    from lianjian.ground.journal import news

    from .models import (
        Accord,
        BodyMember,
        BodyOffice,
        Clause,
        Comment,
        Joining,
        JointBody,
        LeadingGroup,
        Liaison,
        Signature,
        SigningEvent,
        TextVersion,
    )

    news.tells(JointBody, _("joint body"), "accords:body")
    for part_of_body in (Joining, BodyMember, BodyOffice):
        news.tells(part_of_body, _("joint body"), "accords:body", whole="body")
    news.tells(SigningEvent, _("signing event"), "accords:event")
    news.tells(LeadingGroup, _("leading group"), "accords:leading_group")
    news.tells(Accord, _("accord"), "accords:accord")
    for part_of_accord in (TextVersion, Liaison):
        news.tells(part_of_accord, _("accord"), "accords:accord", whole="accord")
    for part in (Signature, Comment, Clause):
        news.tells(part, _("accord"), "accords:accord", whole="version__accord")
