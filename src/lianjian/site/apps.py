from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    name = "lianjian.site"
    label = "site"

    def ready(self) -> None:
        from lianjian.ground.core.actors import PUBLIC_ROLE
        from lianjian.ground.journal import telling
        from lianjian.ground.ui.navigation import NavItem, register

        from . import checks, jobs  # noqa: F401 - declare themselves
        from .words import WORDS

        telling.words(WORDS)
        public = frozenset({PUBLIC_ROLE})
        register(NavItem("today", _("Today"), "today", roles=None, order=0, tab_icon="home"))
        register(NavItem("home", _("Home"), "home", roles=public, order=0))
        register(NavItem("help", _("Help"), "help", roles=public, order=90))
