"""What villages lack and ask for."""

from __future__ import annotations

import pytest

from lianjian.engine.text.facts import FactKind, Modality

from .makers import facts, named


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("县里最缺的是养殖专家。", ["养殖专家"]),
        ("合作社急需一台烘干机、两名会开机器的师傅。", ["烘干机", "会开机器的师傅"]),
        ("目前无冷链车，鲜果只能常温拉走。", ["冷链车"]),
        ("我村至今未通宽带。", ["宽带"]),
        ("教学点缺英语老师和音乐老师各一名。", ["英语老师", "音乐老师"]),
        ("缺一名懂管理、会记账的同志。", ["懂管理、会记账的同志"]),
        ("另外缺个会开拖拉机的，谁认得？", ["会开拖拉机的"]),
        ("采摘季需短工300人以上。", ["短工"]),
        ("公司急需熟练工，面向村里招聘20名。", []),
        ("他没有犹豫，也没有要报酬。", []),
        ("会议要求，各村不得缺席，需要注意安全。", []),
        ("项目总投资300万元，需资金120万元。", []),
    ],
)
def test_it_stands_behind_a_word_of_lacking(text, needed):
    assert named(text, FactKind.NEED) == needed


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("村里的老水渠年久失修。", ["老水渠"]),
        ("制约发展的主要瓶颈是仓储能力不足。", ["仓储能力不足"]),
        ("打包的纸箱还差800个左右。", ["打包的纸箱"]),
        ("通组路还有2.3公里没有硬化。", ["通组路"]),
        ("废农膜没有去处。", ["废农膜"]),
        ("停车位只有11个，节假日远远不够。", ["停车位"]),
        ("进度卡在林地审批上。", ["林地审批"]),
        ("果园到了晚上没人会修泵。", ["修泵"]),
        ("村干部意识不足，农户信心不足。", []),
        ("出勤率不足八成，户均不足1万元。", []),
        ("不足部分由村里自筹。", []),
    ],
)
def test_it_stands_before_a_word_of_lacking(text, needed):
    assert [str(one) for one in named(text, FactKind.NEED)] == needed


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("希望支持旋耕机2台、播种机1台。", ["旋耕机", "播种机"]),
        ("恳请学院选派懂养殖的技术员2名。", ["懂养殖的技术员"]),
        ("盼着有企业来签订单。", ["订单"]),
        ("想要一副篮球架。", ["篮球架"]),
        ("能不能帮我们联系一家收购商？", ["收购商"]),
        ("盼着上喷灌。", ["喷灌"]),
        ("希望双方继续深化合作。", []),
        ("协会希望村里提供场地。", []),
        ("请各单位报送材料。", []),
    ],
)
def test_it_is_wished_for(text, needed):
    assert named(text, FactKind.NEED) == needed


def test_a_sum_that_is_short_is_a_need_unless_its_noun_is_said():
    assert named("加工坊还差66万元。", FactKind.NEED) == ["66万元"]
    assert named("资金缺口约80万元。", FactKind.NEED) == ["资金"]


def test_a_general_word_only_opens_an_item_that_names_the_thing():
    text = "1.缺机器。收姜全靠人，希望支持收姜机2台。\n2.缺销路。去年烂了一半。\n"
    assert named(text, FactKind.NEED) == ["收姜机", "销路"]


def test_what_an_answer_goes_through_was_asked_for():
    text = "关于兴隆村来信的答复\n一、深井泵。同意捐赠3台。\n二、冷藏车。我们没有。\n"
    assert named(text, FactKind.NEED) == ["深井泵", "冷藏车"]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("以前村里没有冷库，如今建起了。", Modality.DONE),
        ("村里缺电脑20台，已全部送到。", Modality.DONE),
        ("以前没有冷库，现在仍缺冷链车。", Modality.ONGOING),
        ("今年捐了电脑，但村里还缺打印机。", Modality.ONGOING),
        ("希望支持旋耕机2台。", Modality.INTENT),
        ("入冬之前急需棉被40床。", Modality.ONGOING),
        ("年底之前还缺资金30万元。", Modality.ONGOING),
        ("以前缺技术员，现在还是缺。", Modality.ONGOING),
        ("过去没有冷库，如今建起了。", Modality.DONE),
    ],
)
def test_a_need_that_was_met_is_told_as_done(text, modality):
    found = [one.modality for one in facts(text) if one.kind == FactKind.NEED]
    assert found[-1] == modality


def test_an_empty_cell_keeps_the_columns_of_a_table_in_place():
    text = "序号\t村\t需求\t备注\n1\t石桥村\t烘干机2台\t\n2\t\t烘干机1台\t已报县住建局\n"
    assert named(text, FactKind.NEED) == ["烘干机2台", "烘干机1台"]


def test_a_company_of_the_line_before_does_not_ask():
    text = "帮扶单位是锦水机电公司\n希望支持旋耕机2台。"
    assert named(text, FactKind.NEED) == ["旋耕机"]
