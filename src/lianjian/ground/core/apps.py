from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "lianjian.ground.core"
    label = "core"
