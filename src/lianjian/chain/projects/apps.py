from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "lianjian.chain.projects"
    label = "projects"
