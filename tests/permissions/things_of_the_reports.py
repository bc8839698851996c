"""What people hand in as text: a report of Stone Village, and what can be done with it."""

from __future__ import annotations

from lianjian.beside.intake import services
from lianjian.beside.intake.tests import fact_makers as intake
from tests.cast import World

from .asking import Things, room
from .things_of_the_registry import branch_of


@room
def reports(world: World) -> Things:
    """A report that was read, with a line in each state, a repair that is offered and a question;
    one that was put aside."""
    branch_of(world.stone)
    offered = {"offers": [intake.AN_OFFER]}
    text = intake.a_text(world.lin, "石乔村缺果树修剪的技术员。", repairs=offered)
    services.ask(world.mei.actor, submission=text, question="是哪一年？")
    aside = intake.a_text(world.lin)
    services.put_aside(world.lin.actor, submission=aside)
    mine = {"pk": text.pk}
    need = intake.a_fact(text)
    done = intake.confirmed(world.lin, intake.a_fact(text, {**intake.A_NEED, "title": "冷库"}))
    out = intake.a_fact(text, {**intake.A_NEED, "title": "路灯"}, state="rejected")
    line = {f"f{need.pk}-village": "石桥村", f"f{need.pk}-title": "剪枝的师傅"}
    return {
        "intake:hand_in": {"form": {"text": "石桥村办了一期修剪培训。"}},
        "intake:submission": mine,
        "intake:file": mine,
        "intake:confirm": {**mine, "form": {"fact": [need.pk]}},
        "intake:look": mine,
        "intake:read_again": {**mine, "form": {"outlet": "示例日报"}},
        "intake:repair": {**mine, "form": {"offer": "0", "reading": "石桥"}},
        "intake:ask": {**mine, "form": {"question": "是几月的事？"}},
        "intake:answer": {**mine, "form": {"question": "是哪一年？", "answer": "今年"}},
        "intake:put_aside": mine,
        "intake:take_up": {"pk": aside.pk},
        "intake:edit": {**mine, "fact": need.pk, "form": line},
        "intake:confirm_one": {**mine, "fact": need.pk},
        "intake:reject": {**mine, "fact": need.pk},
        "intake:take_up_fact": {**mine, "fact": out.pk},
        "intake:take_back": {**mine, "fact": done.pk},
    }
