from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutcomesConfig(AppConfig):
    name = "lianjian.chain.outcomes"
    label = "outcomes"

    def ready(self) -> None:
        from lianjian.chain.projects import sections
        from lianjian.ground.core import receives, today, traces
        from lianjian.ground.journal import news
        from lianjian.ground.ui.navigation import NavItem, register

        from .models import Attribution, Observation, StatedFigure
        from .project_section import what_came_of_it
        from .receiving import FIGURES, STATED
        from .waiting import what_waits

        today.register(what_waits)
        sections.register(what_came_of_it)
        receives.register(STATED)
        receives.register(FIGURES)
        traces.register(StatedFigure)
        traces.register(Observation)
        news.tells(
            Observation,
            _("figure"),
            "outcomes:observation",
            named_with=("division", "definition__indicator"),
        )
        news.tells(
            Attribution,
            _("figure"),
            "outcomes:observation",
            whole="observation",
            named_with=("observation__division", "observation__definition__indicator"),
        )
        register(NavItem("outcomes", _("Outcomes"), "outcomes:overview", roles=None, order=60))
