from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JournalConfig(AppConfig):
    name = "lianjian.ground.journal"
    label = "journal"

    def ready(self) -> None:
        from lianjian.ground.core.commands import journal_with
        from lianjian.ground.ui.navigation import NavItem, register

        from . import policy
        from .append import append

        journal_with(append)
        roles = frozenset(str(role) for role in policy.READERS)
        register(NavItem("news", _("News"), "journal:news", roles=None, order=5))
        register(NavItem("journal", _("Journal"), "journal:lines", roles=roles, order=90))
