from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    name = "lianjian.chain.registry"
    label = "registry"

    def ready(self) -> None:
        from lianjian.ground.organisations import sections
        from lianjian.ground.ui.navigation import NavItem, register

        from .on_organisations import branches

        sections.register(branches)

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
