from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "lianjian.ground.pages"
    label = "pages"
