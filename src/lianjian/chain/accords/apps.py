from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccordsConfig(AppConfig):
    name = "lianjian.chain.accords"
    label = "accords"

    def ready(self) -> None:
        from lianjian.chain.pairing import contacts
        from lianjian.chain.registry import sections
        from lianjian.ground.core import receives, today, traces
        from lianjian.ground.journal import news
        from lianjian.ground.ui.navigation import NavItem, register

        from .branch_section import what_it_signed
        from .contacts import from_accords
        from .models import (
            Accord,
            AccordParty,
            BodyMember,
            BodyOffice,
            Clause,
            Comment,
            GroupMember,
            Joining,
            JointBody,
            LeadingGroup,
            Liaison,
            Signature,
            SigningEvent,
            TextVersion,
        )
        from .receiving import ACCORDS, BODIES
        from .waiting import what_waits
        from .waiting_sides import what_parties_owe

        contacts.register(from_accords)
        receives.register(BODIES)
        receives.register(ACCORDS)
        traces.register(JointBody)
        traces.register(Accord)
        for model in (BodyMember, TextVersion, AccordParty, GroupMember):
            traces.register(model, part=True)
        traces.register(Accord.pairings.through, part=True, whole="accord")
        today.register(what_waits)
        today.register(what_parties_owe)
        news.tells(JointBody, _("joint body"), "accords:body")
        news.tells(Joining, _("joint body"), "accords:body", whole="body")
        for part_of_body in (BodyMember, BodyOffice):
            news.tells(part_of_body, _("joint body"), "accords:body", whole="body")
        news.tells(LeadingGroup, _("leading group"), "accords:leading_group")
        news.tells(Liaison, _("accord"), "accords:accord", whole="accord")
        news.tells(SigningEvent, _("signing event"), "accords:event")
        news.tells(Accord, _("accord"), "accords:accord")
        news.tells(TextVersion, _("accord"), "accords:accord", whole="accord")
        for part in (Signature, Comment, Clause):
            news.tells(part, _("accord"), "accords:accord", whole="version__accord")
        sections.register(what_it_signed)
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
