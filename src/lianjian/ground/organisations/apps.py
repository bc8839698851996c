from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "lianjian.ground.organisations"
    label = "organisations"
