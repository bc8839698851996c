from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.documents import LARGEST, kept_document
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Invalid
from lianjian.ground.organisations import selectors as organisations

from .. import policy, selectors
from ..contents import About, Told
from ..models import Definition, Indicator, Observation
from . import reading


@command("outcomes.report", policy=policy.may_report, pictures={"document": LARGEST})
def report(
    actor: Actor,
    *,
    indicator: Indicator,
    about: About,
    told: Told,
    evidence: str = "",
    document: bytes = b"",
    apart: str = "",
    is_demo: bool = False,
) -> Observation:
    """Report a figure under the indicator's present definition.

    Where one of the same indicator, place, records behind it and time stands already, ``apart``
    says what this one is besides: else the same thing would be added twice.

    A number taken from a published text is that text's word, grade 0; one's own is recorded, 1;
    with a document (a PDF, JPEG or PNG of at most 5 MB) it is 2. Raises
    Invalid for what is no number, for a percentage without numerator, denominator and period, for
    what would be done in the future, and for a second figure of the same.
    """
    observation = Observation(
        source=told.source,
        definition=present(indicator),
        reporter=organisations.own(actor),
        division=about.division,
        happened_in=about.happened_in,
        branch=about.branch,
        project=about.project,
        accord=about.accord,
        evidence=evidence.strip(),
        apart=apart.strip()[:200],
        document=kept_document(document),
        is_demo=is_demo,
    )
    observation.grade = first_grade(observation)
    reading.put(observation, indicator, told)
    must_be_the_first(actor, observation)
    observation.save(force_insert=True)
    return observation


def must_be_the_first(actor: Actor, observation: Observation) -> None:
    """Raises Invalid where a figure of the same stands and nothing says how this is another one.

    Two that come in at the same moment both pass: who confirms them sees each beside the other.
    """
    if observation.apart:
        return
    if not selectors.of_the_same(Scope.of_everything(), observation).exists():
        return
    seen = selectors.of_the_same(actor.scope, observation).first()
    number = seen.told(seen.definition.indicator, seen.definition.unit) if seen else ""
    said = _(
        "Of this a number was reported already: %(number)s. If it is wrong, have it corrected. If "
        "this is another one, say what it is a number of."
    ) % {"number": number or _("by another side")}
    raise Invalid(said, fields={"apart": said})


def first_grade(observation: Observation) -> int:
    """How well a figure is known that one side alone hands in: never better than 2."""
    if observation.document is not None:
        return 2
    return 0 if observation.source is not None else 1


def present(indicator: Indicator) -> Definition:
    """The newest definition of an indicator: what is reported today is reported under it."""
    rows = Definition.within(Scope.of_everything()).filter(indicator=indicator)
    found = rows.order_by("-version").first()
    assert found is not None  # noqa: S101 - an indicator is made with its first definition
    return found
