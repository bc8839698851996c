from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "lianjian.chain.partnerships"
    label = "partnerships"

    def ready(self) -> None:
        from lianjian.chain.accords.models import Accord, JointBody
        from lianjian.chain.pairing.models import Pairing
        from lianjian.ground.core import trails

        from . import trace
        from .steps import accords, bodies, outcomes, pairings, projects, rounds

        trails.register(Pairing, "partnerships:of_pairing")
        trails.register(Accord, "partnerships:of_accord")
        trails.register(JointBody, "partnerships:of_body")
        for room in (rounds, pairings, bodies, accords, projects, outcomes):
            trace.register(room.steps)
