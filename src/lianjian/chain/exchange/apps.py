from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "lianjian.chain.exchange"
    label = "exchange"
