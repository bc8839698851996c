from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "lianjian.ground.accounts"
    label = "accounts"

    def ready(self) -> None:
        from lianjian.ground.core import today
        from lianjian.ground.ui.navigation import NavItem, register

        from .listening import listen
        from .roles import PRINTS_SLIPS_FOR
        from .services import every_verb
        from .waiting import what_waits

        listen()
        every_verb()
        today.register(what_waits)
        givers = frozenset(role.value for role in PRINTS_SLIPS_FOR)
        register(NavItem("accounts", _("Posts"), "accounts:posts", givers, order=90))
