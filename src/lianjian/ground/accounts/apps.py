from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "lianjian.ground.accounts"
    label = "accounts"

    def ready(self) -> None:
        from lianjian.ground.core import today

        from .listening import listen
        from .services import every_verb
        from .waiting import what_waits

        listen()
        every_verb()
        today.register(what_waits)
