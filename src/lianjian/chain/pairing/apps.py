from django.apps import AppConfig


class PairingConfig(AppConfig):
    name = "lianjian.chain.pairing"
    label = "pairing"
