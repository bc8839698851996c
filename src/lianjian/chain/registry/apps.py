from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "lianjian.chain.registry"
    label = "registry"
