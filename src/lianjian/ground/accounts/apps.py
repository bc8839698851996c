from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "lianjian.ground.accounts"
    label = "accounts"
