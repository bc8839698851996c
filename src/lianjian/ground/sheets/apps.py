from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "lianjian.ground.sheets"
    label = "sheets"
