from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "lianjian.chain.projects"
    label = "projects"

    def ready(self) -> None:
        from lianjian.chain.registry import sections
        from lianjian.ground.core import receives, today, traces
        from lianjian.ground.journal import news
        from lianjian.ground.ui.navigation import NavItem, register

        from .branch_section import what_it_builds
        from .models import Brand, Cluster, Milestone, Project, ProjectParty
        from .receiving import BRANDS, CLUSTERS, PROJECTS
        from .waiting import what_waits

        today.register(what_waits)
        sections.register(what_it_builds)
        for receiver in (CLUSTERS, BRANDS, PROJECTS):
            receives.register(receiver)
        for model in (Cluster, Brand, Project):
            traces.register(model)
        traces.register(ProjectParty, part=True)
        traces.register(Project.pairings.through, part=True, whole="project")
        news.tells(Project, _("project"), "projects:project")
        for part in (ProjectParty, Milestone):
            news.tells(part, _("project"), "projects:project", whole="project")
        register(NavItem("projects", _("Projects"), "projects:projects", roles=None, order=50))
