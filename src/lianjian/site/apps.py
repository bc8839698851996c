from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "lianjian.site"
    label = "site"

    def ready(self) -> None:
        from . import checks  # noqa: F401 - registers them
