from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    name = "lianjian.beside.intake"
    label = "intake"

    def ready(self) -> None:
        from lianjian.ground.core import origins, today
        from lianjian.ground.ui.navigation import NavItem, register

        from . import jobs  # noqa: F401 - declares them
        from .originating import origins_of
        from .policy import WRITERS
        from .waiting import what_waits

        today.register(what_waits)
        origins.register(origins_of)

        register(
            NavItem(
                "intake",
                _("Reports"),
                "intake:submissions",
                roles=frozenset(role.value for role in WRITERS),
                order=15,
            )
        )
