from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgersConfig(AppConfig):
    name = "lianjian.beside.ledgers"
    label = "ledgers"

    def ready(self) -> None:
        from lianjian.ground.accounts.roles import ISSUERS
        from lianjian.ground.core.receives import ImportsPage, imports_at
        from lianjian.ground.ui.navigation import NavItem, register

        from . import jobs  # noqa: F401 - declares them
        from .policy import may_import

        imports_at(ImportsPage("ledgers:imports", may_import))
        register(
            NavItem(
                "ledgers",
                _("Imports"),
                "ledgers:imports",
                roles=frozenset(role.value for role in ISSUERS),
                order=70,
            )
        )
