from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "lianjian.ground.ui"
    label = "ui"
