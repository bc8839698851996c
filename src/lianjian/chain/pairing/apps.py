from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PairingConfig(AppConfig):
    name = "lianjian.chain.pairing"
    label = "pairing"

    def ready(self) -> None:
        from lianjian.chain.registry import sections
        from lianjian.ground.core import receives, today, traces
        from lianjian.ground.journal import news, telling
        from lianjian.ground.ui.navigation import NavItem, register

        from . import jobs  # noqa: F401 - declares them
        from .branch_section import what_it_is_paired_with
        from .models import Pairing, Proposal
        from .models.proposal import DeclineReason
        from .receiving import EXISTING
        from .waiting import what_waits

        receives.register(EXISTING)
        traces.register(Pairing)
        telling.reasons(dict(DeclineReason.choices))
        news.tells(Proposal, _("proposal"), "pairing:proposal")
        news.tells(Pairing, _("pairing"), "pairing:pairing")
        today.register(what_waits)
        sections.register(what_it_is_paired_with)
        register(
            NavItem(
                "pairing",
                _("Pairings"),
                "pairing:pairings",
                roles=None,
                order=30,
                tab_icon="pairing",
            )
        )
