"""What is built, and on what occasions people meet."""

from __future__ import annotations

import pytest

from lianjian.engine.text.facts import FactKind

from .makers import named


@pytest.mark.parametrize(
    ("text", "built"),
    [
        ("村里新建了一座300平方米的菌菇烘干房。", ["菌菇烘干房"]),
        ("青山村肉牛养殖场6月动工。", ["青山村肉牛养殖场"]),
        ("把村口的老戏台改造成村史馆。", ["村史馆"]),
        ("今年，油坊技改、河边步道已通过验收。", ["油坊技改", "河边步道"]),
        ("春节前把蓄水池修好。", ["蓄水池"]),
        ("争取把道路拓宽列入明年计划。", ["道路拓宽"]),
        ("项目名称｜总投资\n来龙村脱壳线技改｜74\n", ["来龙村脱壳线技改"]),
        (
            "蔬菜集配中心项目验收意见\n蔬菜集配中心项目已竣工，建成冷库一座。\n",
            ["蔬菜集配中心项目"],
        ),
        ("在加工车间召开现场会。", []),
        ("围绕基地建设开展培训，建设美丽乡村。", []),
        ("急需建一座冷库。", []),
        ("学院暑假派学生来办“假期课堂”。", []),
    ],
)
def test_a_work_is_named_behind_its_building_or_before_its_state(text, built):
    assert named(text, FactKind.PROJECT) == built


@pytest.mark.parametrize(
    ("text", "built"),
    [
        ("村里盘算着盖两栋标准化羊舍，图纸都画好了。", ["标准化羊舍"]),
        ("我们想在河滩边弄个垂钓园。", ["垂钓园"]),
        ("下半年新上一条年产300吨的辣椒酱灌装线。", ["辣椒酱灌装线"]),
        ("村集体与企业合股办了一家粉条厂，去年分红8万元。", ["粉条厂"]),
        ("乙方在丙村投资兴建年出栏3000头的生猪代养场。", ["生猪代养场"]),
        ("村里的柠檬园装上了水肥一体化系统。", ["水肥一体化系统"]),
        ("村里先后建成了亲水平台和生态停车场。", ["亲水平台", "生态停车场"]),
        ("村民集资修通了石坡到镇上的盘山路。", ["石坡到镇上的盘山路"]),
        ("陈家湾大桥已于4月合龙。", ["陈家湾大桥"]),
        ("村民最盼的环山路，今年终于动工了。", ["环山路"]),
        ("鹅棚搭起来了，鹅苗下周到。", ["鹅棚"]),
        ("屠宰场环评还没批。", ["屠宰场"]),
        ("沙田柚分选线完成安装调试。", ["沙田柚分选线"]),
        ("公司援建的“希望厨房”9月1日启用。", ["“希望厨房”"]),
        ("双方把猕猴桃气调保鲜库定了下来。", ["猕猴桃气调保鲜库"]),
    ],
)
def test_a_kind_of_building_that_no_list_has_is_told_by_its_last_character(text, built):
    assert named(text, FactKind.PROJECT) == built


@pytest.mark.parametrize(
    ("text", "built"),
    [
        ("用于石梁村蓄水池维修和机耕路拓宽。", ["石梁村蓄水池维修", "机耕路拓宽"]),
        ("协会将牵头做好古戏台修缮。", ["古戏台修缮"]),
        ("塘坝清淤加固正在招标。", ["塘坝清淤加固"]),
        ("打算换种400亩，每亩苗木款260元。", ["换种400亩"]),
        ("公司出资80万元修缮凤山村6栋民居。", ["修缮凤山村6栋民居"]),
        ("集团承诺，雨季前拓宽我村进村路2.4公里。", ["拓宽我村进村路2.4公里"]),
        ("计划利用三年，将1200亩老梨园全部嫁接新品种。", ["老梨园"]),
        ("去年改造低产园2100亩，新栽720亩。", []),
        ("加快产业升级，完成思想改造，推进品牌提升。", []),
        ("实施人居环境提升。", []),
    ],
)
def test_what_stands_is_put_right_by_a_deed(text, built):
    assert named(text, FactKind.PROJECT) == built


@pytest.mark.parametrize(
    "text",
    [
        "请求支持建设一座跨河人行桥。",
        "参观了养殖场、茶园和村史馆。",
        "全村建有老年食堂1个、文化广场2个。",
        "据统计，全镇累计新建桥梁12座。",
        "严禁占用耕地建厂房。",
        "该项目建设内容包括新建泵房1座。",
        "双方以共建促发展，搭建起校村合作的桥。",
        "企业将把更多资源投到生产一线，走出一条致富路。",
        "改造传统观念，拓宽销售渠道，搭建合作平台。",
        "大家围着火炉聊起修路的事。",
        "道路修到家门口。",
        "大棚被大雪压塌6座。",
        "全年开办夜校21期。",
        "王建国义务守库。",
        "公司在加工厂召开座谈会。",
        "打通城乡融合新通道，架起干群连心桥。",
        "福建省启承三农文化发展中心党支部先后获奖。",
        "中国建筑第三工程局来村调研。",
    ],
)
def test_what_stands_or_is_wished_of_others_or_only_sounds_alike_is_no_work(text):
    assert named(text, FactKind.PROJECT) == []


def test_the_same_work_is_told_once():
    text = "实施高山蔬菜烘干中心项目。烘干中心项目已竣工。"
    assert named(text, FactKind.PROJECT) == ["高山蔬菜烘干中心项目"]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("公司捐的30台缝纫机到了。", ["30台缝纫机"]),
        ("学院派来技术员3名。", ["技术员3名"]),
        ("总投资312万元，其中商会出资180万元，衔接资金132万元。", ["出资180万元", "衔接资金"]),
        ("设备款60万元由集团垫付。", ["设备款60万元"]),
        ("2名博士研究生常年驻村。", ["2名博士研究生"]),
        ("栽培技术无偿提供给村里。", ["栽培技术"]),
        ("希望公司派技术员2名。", []),
        ("公司收购鲜果200吨，支付货款80万元。", []),
        ("她是学院派来的特派员。", []),
    ],
)
def test_what_is_given_is_told_by_its_giving(text, given):
    assert named(text, FactKind.RESOURCE) == given


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        (FactKind.ASSET, "新村的帮扶车间闲置了一年半。", ["帮扶车间"]),
        (FactKind.ASSET, "镇里把旧税务所腾出来。", ["旧税务所"]),
        (FactKind.ASSET, "邮电所旧址空了八年，房顶漏雨。", ["邮电所旧址"]),
        (FactKind.ASSET, "村委会把停办的幼儿园腾给了合作社。", ["幼儿园"]),
        (FactKind.ASSET, "将原乡兽医站改造为工坊。", ["原乡兽医站"]),
        (FactKind.ASSET, "东沟村老林场闲着十几间房。", ["东沟村老林场"]),
        (FactKind.ASSET, "乐山村有一座停用十多年的小水电站。", ["小水电站"]),
        (FactKind.ASSET, "村口那片荒滩，公司想种草。", ["荒滩"]),
        (FactKind.ASSET, "原供销社主任老李也来了。", []),
        (FactKind.ASSET, "老厂长回忆当年办厂经过。", []),
        (FactKind.ASSET, "老年活动室每天开门。", []),
        (FactKind.ASSET, "改建养老驿站。", []),
        (FactKind.ASSET, "在原料仓库旁边停车。", []),
        (FactKind.ASSET, "中原轻工研究院，党员32名。", []),
        (
            FactKind.MEETING,
            "石板乡第三次碰头会记录\n下次会议另行通知。\n",
            ["石板乡第三次碰头会", "下次会议"],
        ),
        (FactKind.ACTIVITY, "12月底前开展一次满意度测评。", ["满意度测评"]),
        (FactKind.ACTIVITY, "村民参加培训。", []),
        (FactKind.STATION, "双方合建科技小院。", ["科技小院"]),
    ],
)
def test_idle_buildings_meetings_and_activities_are_named(kind, text, told):
    assert named(text, kind) == told
