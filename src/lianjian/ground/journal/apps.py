from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "lianjian.ground.journal"
    label = "journal"

    def ready(self) -> None:
        from lianjian.ground.core.commands import journal_with

        from .append import append

        journal_with(append)
