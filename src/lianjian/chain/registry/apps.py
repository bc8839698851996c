from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    name = "lianjian.chain.registry"
    label = "registry"

    def ready(self) -> None:
        from lianjian.ground.core import receives, today, traces
        from lianjian.ground.organisations import merging, sections
        from lianjian.ground.ui.navigation import NavItem, register

        from .models import Attestation, Branch, BusinessEntity, Honour, Posting, Source, Tie
        from .on_organisations import everything
        from .receiving import BRANCHES, HONOURS, POSTINGS, TIES
        from .services.details import let_it_be_found
        from .services.entities import let_entity_be_found
        from .waiting import what_waits

        sections.register(everything)
        today.register(what_waits)
        merging.register(Branch, joins=True, tell=let_it_be_found)
        merging.register(BusinessEntity, tell=let_entity_be_found)
        for receiver in (BRANCHES, POSTINGS, TIES, HONOURS):
            receives.register(receiver)
        traces.register(Branch)
        traces.register(Posting)
        traces.register(Tie)
        traces.register(Source)
        traces.register(Honour)
        traces.register(Attestation, part=True)

        register(
            NavItem(
                "registry",
                _("Branches"),
                "registry:branches",
                roles=None,
                order=10,
                tab_icon="branch",
            )
        )
