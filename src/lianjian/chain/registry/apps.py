from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    name = "lianjian.chain.registry"
    label = "registry"

    def ready(self) -> None:
        from lianjian.ground.core import receives
        from lianjian.ground.organisations import sections
        from lianjian.ground.ui.navigation import NavItem, register

        from .on_organisations import branches
        from .receiving import BRANCHES, POSTINGS, TIES

        sections.register(branches)
        for receiver in (BRANCHES, POSTINGS, TIES):
            receives.register(receiver)

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
