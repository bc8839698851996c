"""What is given, needed, built and signed."""

from __future__ import annotations

import pytest

from lianjian.engine.text.facts import FactKind, Modality

from .makers import facts, named


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("对方捐赠电脑40台、图书1500册。", ["电脑40台", "图书1500册"]),
        ("学院先后派出科技特派员6名。", ["科技特派员6名"]),
        ("企业出设备，研究院出配方。", ["设备", "配方"]),
        ("促进会从会费结余中安排20万元修路。", ["从会费结余中安排20万元"]),
        ("学校以专利许可和场地入股。", ["专利许可", "场地"]),
        ("县水利局又支援了水泥18吨。", ["水泥18吨"]),
        ("学院暑期派一支12人的实践队进村。", ["一支12人的实践队"]),
        ("村里可自筹10万元。", ["自筹10万元"]),
        ("公司安排务工群众36人。", []),
        ("协会资助困难学生32名。", []),
        ("市里将校舍以每年1元租金交村使用。", ["校舍"]),
        ("项目总投资240万元，完成投资180万元。", []),
        ("水电配套25万元。", []),
    ],
)
def test_a_resource_is_what_somebody_gives(text, given):
    assert named(text, FactKind.RESOURCE) == given


def test_a_resource_says_of_what_kind_it_is():
    text = "公司腾出200平方米实验用房，捐赠水泥80吨。"
    kinds = [one.more["resource"] for one in facts(text) if one.kind == FactKind.RESOURCE]
    assert kinds == ["land", "equipment"]


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("我镇还缺人：农机手2名、懂英语的管家1名。", ["农机手", "懂英语的管家"]),
        ("青山村提出想学香菇越夏管理。", ["香菇越夏管理"]),
        ("尚缺水泥80吨、压路机一台。", ["水泥", "压路机"]),
        ("用地指标缺口约24亩。", ["用地指标"]),
        ("本公司招聘抄表员3名。", []),
        ("坚持“缺什么补什么”。", []),
        ("需要说明的是，数据有误。", []),
        ("需要加快进度。", []),
    ],
)
def test_a_need_is_what_a_village_lacks(text, needed):
    assert named(text, FactKind.NEED) == needed


@pytest.mark.parametrize(
    ("text", "built"),
    [
        ("实施董塬村供水工程。", ["董塬村供水工程"]),
        ("新建黑茶发酵车间一座。", ["黑茶发酵车间"]),
        ("建设3000吨气调库。", ["气调库"]),
        ("合办的“老师傅夜校”办了11期。", ["“老师傅夜校”"]),
        ("对巷道作无障碍改造。", ["无障碍改造"]),
        ("序号\t项目\t投资\n1\t通达村玉米速冻线\t420\n", ["通达村玉米速冻线"]),
        ("联建项目进度加快，各项目推进有力。", []),
        ("环境工程有限公司捐款。", []),
        ("村里缺冷库。", []),
    ],
)
def test_a_project_has_a_name_of_its_own_or_is_built(text, built):
    assert named(text, FactKind.PROJECT) == built


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("双方签订共建协议。协议约定了资金。", ["共建协议"]),
        ("三方签署《梯田共建备忘录》。", ["《梯田共建备忘录》"]),
        ("根据协议，学院每年派人驻村。", ["协议"]),
        ("协议里的钱还没有到。", []),
    ],
)
def test_an_accord_is_named_where_it_is_signed_or_relied_on(text, signed):
    assert named(text, FactKind.ACCORD) == signed


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("村里没有分级设备，也没有自己的商标。", ["分级设备", "商标"]),
        ("盼望能帮助建电烘干线一条。", ["电烘干线"]),
        ("深加工人才一直是短板。", ["深加工人才"]),
        ("就差80万元资金了。", ["资金"]),
        ("村里不缺手艺。", []),
        ("至今没有实质进展。", []),
    ],
)
def test_what_is_not_there_is_needed(text, needed):
    assert named(text, FactKind.NEED) == needed


def test_a_pairing_joins_somebody_in_each_sentence():
    text = (
        "南江县和平村党支部与成都锦水公司党支部共建种苗基地。3个村结对后没有来往。"
        "南江县和平村党支部与四川锦绣公司党支部共建加工点。"
    )
    found = [one for one in facts(text) if one.kind == FactKind.PAIRING]
    assert [one.value for one in found] == ["共建", "共建"]


def test_what_is_lacking_is_so_and_what_is_wished_for_is_meant():
    said = "村里没有分级设备。盼望能帮助建电烘干线一条。"
    found = [one.modality for one in facts(said) if one.kind == FactKind.NEED]
    assert found == [Modality.ONGOING, Modality.INTENT]
