from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "lianjian.ground.places"
    label = "places"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from lianjian.ground.core import receives, traces
        from lianjian.ground.ui.navigation import NavItem, register

        from . import jobs  # noqa: F401 - declares them
        from .models import Division
        from .receiving import HAMLETS

        receives.register(HAMLETS)
        traces.register(Division, care=lambda scope: scope.inside("code"))
        register(NavItem("places", _("Places"), "places:divisions", roles=None, order=85))
