from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "lianjian.ground.organisations"
    label = "organisations"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from lianjian.ground.core import receives
        from lianjian.ground.ui.navigation import NavItem, register

        from .receiving import ORGANISATIONS

        receives.register(ORGANISATIONS)
        register(
            NavItem("organisations", _("Organisations"), "organisations:list", roles=None, order=12)
        )
