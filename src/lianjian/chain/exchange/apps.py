from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    name = "lianjian.chain.exchange"
    label = "exchange"

    def ready(self) -> None:
        from lianjian.chain.registry import sections
        from lianjian.ground.core import receives, traces
        from lianjian.ground.ui.navigation import NavItem, register

        from .branch_section import what_it_posted
        from .life import before_the_clock
        from .models import Need, Offer
        from .receiving import NEEDS, OFFERS

        sections.register(what_it_posted)
        receives.register(NEEDS)
        receives.register(OFFERS)
        traces.register(Need, as_left=before_the_clock)
        traces.register(Offer, as_left=before_the_clock)
        register(
            NavItem(
                "exchange",
                _("Needs and offers"),
                "exchange:needs",
                roles=None,
                order=20,
                tab_icon="exchange",
            )
        )
