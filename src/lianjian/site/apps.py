from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "lianjian.site"
    label = "site"
