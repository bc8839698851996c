from __future__ import annotations

import logging

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    name = "lianjian.ground.ui"
    label = "ui"

    def ready(self) -> None:
        from lianjian.ground.core.actors import PUBLIC_ROLE

        from . import catalogues
        from .navigation import NavItem, register

        register(NavItem("home", _("Home"), "home", frozenset({PUBLIC_ROLE}), 0))
        register(NavItem("verify", _("Verify an accord"), "verify", frozenset({PUBLIC_ROLE}), 50))
        register(NavItem("today", _("Today"), "today", None, 0, "home"))
        try:
            # Compiled catalogues are not kept in the repository: nobody should have to think of it.
            catalogues.ensure_compiled()
        except (OSError, ValueError) as error:
            logging.getLogger(__name__).warning("A catalogue could not be compiled: %s", error)
