"""What this room takes from sheets: joint bodies and accords of before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianjian.chain.pairing import selectors as pairing
from lianjian.chain.registry.models import Branch
from lianjian.chain.registry.resolving import Branches
from lianjian.chain.registry.taking import each, insist
from lianjian.ground.accounts.roles import COORDINATORS
from lianjian.ground.core import clock
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.receives import (
    Batch,
    Field,
    Kind,
    Line,
    Option,
    Receiver,
    Standing,
    Tell,
    Weighed,
)
from lianjian.ground.core.taking_back import Back
from lianjian.ground.core.verdicts import Allowed, Denied, Invalid, Verdict
from lianjian.ground.organisations.models import Organisation
from lianjian.ground.organisations.receiving import may_import
from lianjian.ground.places import selectors as places

from . import policy, selectors
from .contents import Contents, PartyDraft
from .models import Accord, AccordParty, BodyMember, JointBody
from .reading_reports import reads_accords, reads_bodies
from .services.record_body import record_body
from .services.record_existing import record_existing
from .services.take_back_batch import take_back_batch
from .services.writing import must_make_sense

FEWEST = 2


def may_record_bodies(actor: Actor) -> Verdict:
    """Bodies are approved by a division's committee: its coordinator records them."""
    if actor.is_system or (actor.role in COORDINATORS and actor.division is not None):
        return Allowed()
    return Denied(_("Joint bodies of before are recorded by the coordinator of their division."))


class _Reach:
    """The branches and organisations that a sheet names, as far as the actor may name them."""

    def __init__(self, actor: Actor, lines: Sequence[Line], name: str) -> None:
        texts = [text for line in lines for text in line.values.get(name) or ()]
        self.branches = Branches(actor.scope, texts)
        named = {one.pk for several in self.branches.by_host.values() for one in several}
        self.in_reach = set(
            pairing.branches_in_reach(actor.scope)
            .filter(pk__in=sorted(named)[:5000])
            .values_list("pk", flat=True)
        )

    def branch(self, text: str) -> Branch:
        return self.branches.called(text)

    def party(self, text: str) -> PartyDraft:
        """A branch where it is named so, else the organisation itself."""
        if text.endswith(("党支部", "党总支", "党委", "支部")):
            return PartyDraft(branch=self.branch(text))
        bodies: list[Organisation] = self.branches.bodies.named(text)
        if len(bodies) == 1:
            of_body = [one for one in self.branches.by_host[bodies[0].pk] if not one.unit]
            if of_body and of_body[0].is_village:
                return PartyDraft(branch=of_body[0])
            return PartyDraft(organisation=bodies[0])
        return PartyDraft(branch=self.branch(text))


# -- joint bodies --


def _weigh_bodies(actor: Actor, lines: Sequence[Line], tell: Tell) -> list[Weighed]:
    division = places.division(actor.division) if actor.division is not None else None
    reach = _Reach(actor, lines, "members")
    names = [line.text("name") for line in lines]
    there: dict[str, list[JointBody]] = {}
    for one in JointBody.within(actor.scope).filter(name__in=names[:20_000]):
        there.setdefault(one.name, []).append(one)
    seen: dict[tuple[str, str], Line] = {}

    def weigh(line: Line) -> Weighed:
        if division is None:
            raise Denied(_("Joint bodies of before are recorded by the coordinator."))
        insist(policy.may_record_body(actor, division=division))
        members = {one.pk: one for one in map(reach.branch, line.values["members"])}
        if len(members) < FEWEST:
            raise Invalid(_("A joint body has at least two members."), fields={"members": ""})
        if line.values["approved_on"] > clock.today():
            raise Invalid(_("An approval has already happened."), fields={"approved_on": ""})
        _not_twice(seen, (line.text("name"), line.text("number")), line)
        for one in there.get(line.text("name"), ()):
            if not line.text("number") or one.approval_number in ("", line.text("number")):
                return Weighed(line, Standing.UNCHANGED)
        at_work = line.values.get("is_working")
        arguments = {
            "name": line.text("name"),
            "kind": line.values.get("kind") or JointBody.Kind.GENERAL_BRANCH,
            "division": division,
            "members": list(members.values()),
            "committee": line.text("committee"),
            "number": line.text("number"),
            "approved_on": line.values["approved_on"],
            "is_working": True if at_work is None else at_work,
        }
        return Weighed(line, Standing.NEW, step=arguments)

    return each(lines, tell, weigh, "name")


def _not_twice(seen: dict[Any, Line], key: Any, line: Line) -> None:
    if key in seen:
        raise Invalid(_("The same as line %(line)s.") % {"line": seen[key].number})
    seen[key] = line


def _take_bodies(actor: Actor, batch: Batch) -> int:
    made = [record_body(actor, **step) for step in batch.steps()]
    batch.trace.made(made)
    batch.trace.made(BodyMember.within(actor.scope).filter(body__in=[one.pk for one in made]))
    return len(made)


def _take_accords(actor: Actor, batch: Batch) -> int:
    steps = list(batch.steps())
    named = {branch.pk for step in steps for branch in step["contents"].branches()}
    batch.trace.will_change(pairing.standing_pairings(actor.scope).filter(village__in=named))
    made = [record_existing(actor, **step) for step in steps]
    batch.trace.made(made)
    batch.trace.made(selectors.parts_of(actor.scope, made))
    return len(made)


def _take_back(actor: Actor, back: Back) -> int:
    return take_back_batch(actor, back=back)


# -- accords --


def _weigh_accords(actor: Actor, lines: Sequence[Line], tell: Tell) -> list[Weighed]:
    issuer = policy.issuer_of(actor)
    reach = _Reach(actor, lines, "parties")
    titles = [line.text("title") for line in lines]
    there: dict[str, list[tuple[Accord, set[str]]]] = {}
    for one in Accord.within(actor.scope).filter(title__in=titles[:20_000]):
        names = AccordParty.within(actor.scope).filter(version__accord=one)
        there.setdefault(one.title, []).append((one, set(names.values_list("name", flat=True))))
    seen: dict[Any, Line] = {}

    def weigh(line: Line) -> Weighed:
        if issuer is None:
            raise Denied(_("Accords of before are recorded by a coordinator or a society."))
        insist(policy.may_draft(actor, issuer=issuer))
        parties = tuple(reach.party(text) for text in line.values["parties"])
        since = line.values["active_since"]
        if len(parties) < FEWEST:
            raise Invalid(_("An accord has at least two parties."), fields={"parties": ""})
        if since > clock.today():
            raise Invalid(_("That day has not come yet."), fields={"active_since": ""})
        contents = Contents(line.text("title"), parties, number=line.text("number"))
        must_make_sense(contents)
        names = frozenset(one.written_name for one in parties)
        _not_twice(seen, (line.text("title"), line.text("number"), since, names), line)
        for one, known in there.get(line.text("title"), ()):
            if (one.number, one.active_since) == (line.text("number"), since) and known == names:
                return Weighed(line, Standing.UNCHANGED)
        arguments = {"issuer": issuer, "contents": contents, "active_since": since}
        return Weighed(line, Standing.NEW, step=arguments)

    return each(lines, tell, weigh, "title")


BODIES = Receiver(
    "bodies",
    gettext_lazy("Joint bodies of before"),
    (
        Field(
            "name",
            gettext_lazy("Joint body"),
            required=True,
            synonyms=(
                "联建组织名称",
                "联建党组织",
                "联建党总支",
                "联合党总支",
                "党总支名称",
                "名称",
                "联建组织",
                "组织名称",
                "联建党总支名称",
            ),
        ),
        Field(
            "kind",
            gettext_lazy("Kind of joint body"),
            Kind.CHOICE,
            synonyms=("类型", "类别", "组织形式", "组织类型"),
            choices=tuple(
                Option(value, label, also)
                for (value, label), also in zip(
                    JointBody.Kind.choices,
                    (
                        ("联建党总支", "党总支", "联合党总支"),
                        ("联建党支部", "联合党支部", "党支部"),
                        ("联盟", "产业联盟"),
                        ("其它",),
                    ),
                    strict=True,
                )
            ),
        ),
        Field(
            "members",
            gettext_lazy("members"),
            Kind.NAMES,
            required=True,
            synonyms=(
                "成员",
                "成员单位",
                "成员党组织",
                "组成单位",
                "参加党组织",
                "联建单位",
                "成员党支部",
            ),
            help=gettext_lazy("The branches, with 、 between them."),
        ),
        Field(
            "committee",
            gettext_lazy("approving committee"),
            required=True,
            synonyms=("批准机关", "批准党委", "审批单位", "批复单位", "批准单位", "批复机关"),
        ),
        Field(
            "number",
            gettext_lazy("approval number"),
            Kind.CODE,
            synonyms=("批准文号", "批复文号", "文号", "批文号"),
            longest=80,
        ),
        Field(
            "approved_on",
            gettext_lazy("approved on"),
            Kind.DATE,
            required=True,
            synonyms=("批准时间", "批复时间", "成立时间", "批准日期", "成立日期"),
        ),
        Field(
            "is_working",
            gettext_lazy("at work"),
            Kind.YES_NO,
            synonyms=("是否运行", "是否已运行", "是否开展工作", "运行"),
        ),
    ),
    may=may_record_bodies,
    weigh=_weigh_bodies,
    take=_take_bodies,
    take_back=_take_back,
    url_name="accords:bodies",
    order=80,
    reads=reads_bodies,
)
ACCORDS = Receiver(
    "accords",
    gettext_lazy("Accords of before"),
    (
        Field(
            "title",
            gettext_lazy("title"),
            required=True,
            synonyms=("协议名称", "协议标题", "名称", "协议", "标题", "共建协议"),
        ),
        Field(
            "number",
            gettext_lazy("document number"),
            Kind.CODE,
            synonyms=("协议编号", "编号", "文号", "合同编号"),
            longest=80,
        ),
        Field(
            "parties",
            gettext_lazy("parties"),
            Kind.NAMES,
            required=True,
            synonyms=(
                "签约方",
                "签约各方",
                "共建方",
                "协议各方",
                "签署方",
                "各方",
                "签约单位",
                "共建各方",
            ),
            help=gettext_lazy("Organisations or branches, with 、 between them."),
        ),
        Field(
            "active_since",
            gettext_lazy("in force since"),
            Kind.DATE,
            required=True,
            synonyms=(
                "签订时间",
                "签署时间",
                "签约时间",
                "签订日期",
                "生效时间",
                "生效日期",
                "签署日期",
            ),
        ),
    ),
    may=may_import,
    weigh=_weigh_accords,
    take=_take_accords,
    take_back=_take_back,
    url_name="accords:accords",
    order=90,
    reads=reads_accords,
)
