from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "lianjian.chain.projects"
    label = "projects"

    def ready(self) -> None:
        from lianjian.chain.registry import sections
        from lianjian.ground.core import today
        from lianjian.ground.journal import news
        from lianjian.ground.ui.navigation import NavItem, register

        from .branch_section import what_it_builds
        from .models import Milestone, Project, ProjectParty
        from .waiting import what_waits

        today.register(what_waits)
        sections.register(what_it_builds)
        news.tells(Project, _("project"), "projects:project")
        for part in (ProjectParty, Milestone):
            news.tells(part, _("project"), "projects:project", whole="project")
        register(NavItem("projects", _("Projects"), "projects:projects", roles=None, order=50))
