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


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("上级补助120万元，剩下的60万元没有来源。", ["60万元"]),
        ("其余36万元尚未落实。", ["36万元"]),
        ("仓库扩建还差30来万，村里拿不出来。", ["30来万"]),
        ("尚有约45万元缺口。", ["约45万元"]),
        ("大棚换膜还差两万块。", ["两万块"]),
        ("镇里补齐了12万元资金缺口。", []),
        ("资金缺口由县财政解决。", []),
        ("余下50万元由村民投工折抵。", []),
        ("两村相距不到5公里，差一点就错过了。", []),
        ("建一座冷库需要资金150万元。", []),
    ],
)
def test_a_sum_is_short_where_nobody_is_named_who_pays(text, needed):
    assert named(text, FactKind.NEED) == needed


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("急需会做账的人来理一理。", ["会做账的人"]),
        ("找不到愿意来的年轻人当村文书。", ["愿意来的年轻人"]),
        ("懂冷水鱼养殖的技术员一个也没有。", ["懂冷水鱼养殖的技术员"]),
        ("亟需农技专家现场指导。", ["农技专家"]),
        ("镇上缺的不是地，是会种地的年轻人。", ["会种地的年轻人"]),
        ("村里电商没人会做。", ["电商"]),
        ("活动没有一名党员请假。", []),
        ("没有一户因灾返贫。", []),
        ("参训学员一个都没少。", []),
        ("有需要的农户可到村部登记。", []),
        ("根据需要增派两名技术员。", []),
    ],
)
def test_it_is_told_with_the_clause_that_describes_it_and_without_what_it_is_to_do(text, needed):
    assert named(text, FactKind.NEED) == needed


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("进村公路年年塌方，恳请县里列入计划。", ["公路"]),
        ("三个自然村的电压不稳。", ["电压"]),
        ("山上信号不好。", ["山上信号"]),
        ("两个村民小组吃水困难，靠天吃饭。", ["吃水"]),
        ("村里生产路太窄，急需拓宽到4.5米。", ["生产路"]),
        ("货车进不来，急需拓宽到4.5米。", ["拓宽到4.5米"]),
        ("8月的山洪冲了两座便桥。", ["便桥"]),
        ("去年解决了吃水困难。", []),
        ("雨水不足，但小麦长势不错。", []),
        ("排查发现线路老化隐患12处。", []),
        ("两家公司都嫌路窄。", []),
        ("电站停用多年，设备完好。", []),
    ],
)
def test_what_stands_and_fails_is_needed(text, needed):
    assert named(text, FactKind.NEED) == needed


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("共收到诉求38条，其中缺路的12条、缺水的9条。", ["路", "水"]),
        ("我村现需帮扶：1.太阳能路灯30盏；2.会议桌椅20套。", ["太阳能路灯", "会议桌椅"]),
        ("诉求主要有：修建排洪沟1条，配备灭火器材20套。", ["排洪沟", "灭火器材"]),
        ("支部书记提了三条：要技术、要苗子、要销路。", ["技术", "苗子", "销路"]),
        ("为此，特申请安装太阳能路灯60盏。", ["太阳能路灯"]),
        ("恳请贵单位在人才培训、产品销售等方面给予支持。", ["人才培训", "产品销售"]),
        ("盼着把旧粮站用起来。", ["把旧粮站用起来"]),
        ("要是有个托管班就好了。", ["托管班"]),
        ("要是没有联建，哪有今天的好日子。", []),
        ("感谢贵单位给予资金支持。", []),
        ("拟申请衔接资金800万元。", []),
        ("四桥村想上艾绒生产线。", []),
        ("请村里提供场地，公司负责设备。", []),
        ("公司年需鲜果3000吨，向三个村订购。", []),
        ("存在困难：一是加工。村里主要卖原粮。\n二是灌溉。全靠天。", []),
    ],
)
def test_it_is_applied_for_or_listed(text, needed):
    assert named(text, FactKind.NEED) == needed


def test_a_title_asks_for_nothing_that_its_text_does_not():
    text = "关于请求帮助解决柑橘产业困难的函\n某公司：\n我村缺冷库。\n"
    assert named(text, FactKind.NEED) == ["冷库"]


def test_a_sum_that_is_short_is_a_need_with_its_noun_where_it_stands_right_before():
    assert named("加工坊还差66万元。", FactKind.NEED) == ["66万元"]
    assert named("资金缺口约80万元。", FactKind.NEED) == ["资金缺口约80万元"]


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
        ("公司帮助村里解决了没有冷库的问题。", Modality.DONE),
        ("缺水的问题终于解决了。", Modality.DONE),
        ("缺水的问题仍没有解决。", Modality.ONGOING),
        ("没有冷库，去年公司投资80万元建了一座。", Modality.DONE),
        ("没有冷库，今年打算建成一座。", Modality.ONGOING),
        ("2019年时，全村没有一条水泥路。", Modality.DONE),
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
