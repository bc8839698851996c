from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "lianjian.ground.organisations"
    label = "organisations"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from lianjian.ground.core import receives, traces
        from lianjian.ground.ui.navigation import NavItem, register

        from . import merging
        from .models import DirectoryEntry, Organisation
        from .receiving import ORGANISATIONS
        from .services.writing import reindex

        receives.register(ORGANISATIONS)
        traces.register(Organisation)
        traces.register(DirectoryEntry, whole="organisation")
        merging.register(Organisation, tell=reindex)
        register(
            NavItem("organisations", _("Organisations"), "organisations:list", roles=None, order=12)
        )
