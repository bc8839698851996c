from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "lianjian.chain.outcomes"
    label = "outcomes"
