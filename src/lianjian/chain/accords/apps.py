from django.apps import AppConfig


class AccordsConfig(AppConfig):
    name = "lianjian.chain.accords"
    label = "accords"
