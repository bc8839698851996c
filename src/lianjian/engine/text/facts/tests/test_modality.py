"""Whether something is so or is to become so, in a text of 10 June 2025."""

from __future__ import annotations

import datetime as dt

import pytest

from lianjian.engine.text.facts import NUMBERS, Modality

from .makers import facts

DONE, ONGOING, PLANNED = Modality.DONE, Modality.ONGOING, Modality.PLANNED
INTENT, ASPIRATION, OPINION = Modality.INTENT, Modality.ASPIRATION, Modality.OPINION


def told(text: str) -> list[Modality | None]:
    found = facts(text, dt.date(2025, 6, 10))
    return [one.modality for one in found if one.kind in NUMBERS]


@pytest.mark.parametrize(
    ("text", "modalities"),
    [
        ("各方义务：\n村方：提供果园1200亩；\n企方：派技术员3名。", [PLANNED, PLANNED]),
        ("会议审议通过共建事项，共9项。公司供应扣蟹2.6万斤。", [DONE, PLANNED]),
        ("书记当场答复：学校出资15万元。", [PLANNED]),
        ("按照约定，公司出资80万元。", [PLANNED]),
        ("按协议村集体分得23万元。", [DONE]),
        ("烘干线概算95万元，已落实40万元。", [PLANNED, DONE]),
        ("双方争取项目资金426万元，修通了路5公里。", [DONE, DONE]),
        ("原文“带动就业300余人”应为“带动就业124人”。", [OPINION, DONE]),
        ("今年以来，全县新增联建对子23个，累计达到108个。", [DONE, DONE]),
        ("项目完成投资320万元，占计划投资的64%。", [DONE, DONE]),
        ("将12个村的资源整合起来。", [DONE]),
        ("该厂投产后，已带动就业60人。", [DONE]),
        ("原计划投资300万元，实际投资276万元。", [PLANNED, DONE]),
        ("承诺帮助销售50万元，已完成18万元。", [PLANNED, DONE]),
        ("承诺投入1580万元，实际到位936万元，其中：县里620万元；市里150万元。",
         [PLANNED, DONE, DONE, DONE]),
        ("由现有12个增加到18个。", [DONE, DONE]),
        ("拟投资80万元建广场，由村集体出资30万元。", [PLANNED, PLANNED]),
        ("双方约定，三年内共建5个示范基地。", [PLANNED]),
        ("学校每年选派不少于10名专家驻村。", [PLANNED]),
        ("奖励资金10万元将全部用于修路。", [PLANNED]),
        ("到2026年，建成高标准基地2000亩。", [PLANNED]),
        ("“澜石教室”8月上旬投用，配备电脑20台。", [PLANNED]),
        ("总投资860万元的项目正在建设中。", [ONGOING]),
        ("完成9个、在建4个、暂缓2个。", [DONE, ONGOING, ONGOING]),
        ("还缺修水渠的水泥80吨。", [ONGOING]),
        ("公司有意在该村流转土地300亩。", [INTENT]),
        ("剩下6万元想请公司先借给我们。", [INTENT]),
        ("力争三年内村集体收入突破100万元；新上项目8个。", [ASPIRATION, DONE]),
        ("“明年争取让每户增收3000元。”村支书王大成说。", [OPINION]),
        ("另有资料称“活跃度提升70%”，既无基数也无时间。", [OPINION]),
        ("“满意度达84.5%”的说法不成立。", [OPINION]),
    ],
)  # fmt: skip
def test_a_number_is_as_the_words_around_it_say(text, modalities):
    assert told(text) == modalities


@pytest.mark.parametrize(
    ("text", "modalities"),
    [
        ("该村现有党员41名、后备干部3名。", [ONGOING, ONGOING]),
        ("全乡辖11个村，3206户9874人。", [ONGOING, ONGOING, ONGOING]),
        ("合作社只有一台旋耕机，能修的仅2人。", [ONGOING, ONGOING]),
        ("草棚里还有牛41头，存栏羊260只。", [ONGOING, ONGOING]),
        ("仓库空着3间，一直没人租。", [ONGOING]),
        ("水渠卡在征地上，涉及5户。", [DONE]),
        ("镇上还缺冷链车2辆，急需司机3名。", [ONGOING, ONGOING]),
        ("“眼下最缺的是水，差管子600米。”老支书说。", [ONGOING]),
        ("存在问题：一是技术员只有2人；二是8个棚没有通电。", [ONGOING, ONGOING]),
        ("某镇总结\n三、存在问题\n大棚被雪压塌了6座，懂修补的不到3人。", [DONE, ONGOING]),
        ("有12个村参加了培训。", [DONE]),
        ("已有9户搬进新居，累计有26人拿到证书。", [DONE, DONE]),
        ("去年全村有40户受灾。", [DONE]),
        ("以前村里只有2口井。", [DONE]),
        ("到2027年，每个村有1个车间。", [PLANNED]),
        ("浇一遍水要18天，挑水得走11公里。", [ONGOING, ONGOING]),
        ("按章程村集体分得23万元。", [DONE]),
        ("去年积压的绣片还有1500幅。", [ONGOING]),
        ("3个村缺技术员。", [ONGOING]),
        ("职工食堂每月采购鸡蛋300斤。", [ONGOING]),
        ("新开工项目不少于2个。", [PLANNED]),
        ("带动有劳动能力的脱贫户30户，占有关户数的60%。", [DONE, DONE]),
    ],
)
def test_what_stands_goes_on_and_what_those_it_has_did_is_done(text, modalities):
    assert told(text) == modalities


@pytest.mark.parametrize(
    ("text", "modalities"),
    [
        ("会议明确，用好专项资金60万元，在河口村建泵站2座。", [PLANNED, PLANNED]),
        ("同意续签五年，租出仓库3间。", [PLANNED, PLANNED]),
        ("经表决，7票同意、2票弃权。", [DONE, DONE]),
        ("验收组同意通过验收，评定得分92分，其中建成渠道800米。", [DONE]),
        ("经理口头应承，帮着建冷库，400吨的。", [PLANNED]),
        ("人家说了，设备款掏9万，剩下的4万元村里自己凑。", [PLANNED, PLANNED]),
        ("大家凑了3万元，掏出老本的有6户。", [DONE, ONGOING]),
        ("签订收购合同：红薯80吨，每公斤1.2元。", [PLANNED, PLANNED]),
        ("双方签订备忘录，由研究所提供种薯3吨。", [PLANNED]),
        ("公司先从库里调4台水泵。", [PLANNED]),
        ("公司再派3名师傅。", [PLANNED]),
        ("商会将选派专家8名。", [PLANNED]),
        ("县里将资助资金6万元拨到村里。", [PLANNED]),
        ("村里能凑5万元，可以腾出2间房。", [PLANNED, PLANNED]),
        ("批复总投资300万元，审定决算291万元，其中村级自筹20万元。", [PLANNED, DONE, DONE]),
        ("议定项目29个，协议一式六份。", [DONE, DONE]),
        ("盼着有单位来建2个车位。", [INTENT]),
        ("想翻修6间教室，想起当年只有3张桌子。", [INTENT, DONE]),
        ("会议认为，采摘面积已达3400亩。", [DONE]),
        ("由县农办牵头，用了20天走遍46个村。", [DONE, DONE]),
        ("亩产由300公斤提高到420公斤。", [DONE, DONE]),
    ],
)
def test_what_is_agreed_or_promised_is_planned_and_what_was_done_is_not(text, modalities):
    assert told(text) == modalities


def test_what_was_settled_is_planned_below_its_heading_and_in_its_list():
    text = "某镇碰头会记录\n定下来的事\n（1）检测站免费做两批检测。"
    assert told(text) == [PLANNED]
    assert told("支部会定了几样：给9户老人每户送2袋米。") == [PLANNED] * 3


def test_a_row_of_a_table_is_no_heading_of_plans():
    assert told("某镇小结\n村名｜商定事项｜已办结\n甲村｜4项｜3项\n") == [DONE, DONE]


def test_a_list_of_needs_says_what_is_so():
    assert told("某村需求清单\n村小学86个孩子没处打球。\n想要球架2副。") == [ONGOING, INTENT]


def test_a_section_of_plans_ends_with_the_next_heading():
    text = "某镇总结\n一、下半年打算\n新上项目8个。\n二、其他\n走访46户。"
    assert told(text) == [PLANNED, DONE]


def test_a_list_is_as_what_leads_in_to_it():
    text = "双方商定如下：\n（一）企业建冷库2座；\n（二）村里出土地30亩。\n村里有党员56名。"
    assert told(text) == [PLANNED, PLANNED, ONGOING]


def test_a_call_is_an_aspiration_until_it_tells_what_was_done():
    text = "倡议书\n每个支部栽树100亩。三家已认领85亩。"
    assert told(text)[0] == ASPIRATION
    assert told(text)[-1] == DONE


def test_words_in_quotation_marks_say_nothing_of_what_is_outside():
    assert told("问卷问“若对方明年不来了怎么办”，答“不大”的占52%。") == [DONE]


@pytest.mark.parametrize(
    ("text", "modalities"),
    [
        ("力争年内达成合作意向10个。", [ASPIRATION]),
        ("计划在秋季推介会上达成合作项目8个。", [PLANNED]),
        ("推介会上达成合作意向10个。", [DONE]),
        ("村里打算让30户都用上了自来水。", [PLANNED]),
        ("下一步要让300户都装上了再验收。", [PLANNED]),
        ("项目资金50万元预计9月底到账。", [PLANNED]),
        ("补助资金5万元到账后再动工。", [PLANNED]),
        ("承诺的项目资金50万元已到账。", [DONE]),
        ("项目资金50万元上周到账。", [DONE]),
        ("双方约定：签了合同付3万元，交货了再付5万元。", [PLANNED, PLANNED]),
        ("如果建成了烘干中心能带动120户。", [PLANNED]),
        ("等有了冷库能存200吨。", [PLANNED]),
        ("等有了冷库，能存200吨。", [PLANNED]),
        ("如果建成了烘干中心，能带动120户。", [PLANNED]),
        ("通了车游客能来3000人。", [PLANNED]),
        ("双方商定：公司建了大棚30座再收购。", [PLANNED]),
        ("会议议定：\n1.果园交了10亩后，公司派技术员2名。", [PLANNED, PLANNED]),
        ("学校培训了技能人才30人，办了就业车间2个。", [DONE, DONE]),
    ],
)
def test_what_is_wished_or_made_a_condition_is_not_done(text, modalities):
    assert told(text) == modalities


@pytest.mark.parametrize(
    ("text", "modalities"),
    [
        ("全乡23个村，闽江边的全村318户靠种橘过活。", [ONGOING, ONGOING]),
        ("全镇12个村都与广东的企业结成对子。", [DONE]),
        ("该合作社年产粉丝80吨，车间日产豆皮600斤。", [ONGOING, ONGOING]),
        ("车间里的女工月工资3200元。", [ONGOING]),
        ("会修农机的只剩3人。", [ONGOING]),
        ("去年产茶叶9吨。", [DONE]),
        ("其中缺技术的14条。", [DONE]),
        ("村民反映井水发黄，40户要到山外挑水。", [ONGOING]),
        ("为全村205名老人建健康档案。", [DONE]),
        ("明年将为全村205名老人建健康档案。", [ONGOING]),
        ("准备把闲了9年的粮站改成民宿。", [ONGOING]),
        ("完成年度目标800万元的55%。", [PLANNED, DONE]),
        ("完成投资3400万元，占年度计划5000万元的68%。", [DONE, PLANNED, DONE]),
    ],
)
def test_what_stands_is_told_from_what_was_done_and_what_is_aimed_at(text, modalities):
    assert told(text) == modalities


@pytest.mark.parametrize(
    ("text", "modalities"),
    [
        ("公司出资60万元建果品分拣线一条，预计11月投用。", [PLANNED, PLANNED]),
        ("投资900万元的屠宰车间已封顶，预计明年投产。", [DONE]),
        ("学院与村里签订了协议，提供实习岗位30个，每月补贴800元。", [PLANNED, PLANNED]),
        ("党支部与设计院签订协议，捐赠电脑10台，修好了机耕道2公里。", [DONE, DONE]),
        ("下半年重点做好三件事：一是建成菇棚30个；二是送12人去寿光学习。",
         [PLANNED, PLANNED, PLANNED]),
        ("去年下半年做了三件事：一是修路3公里；二是打井2眼。", [DONE, DONE, DONE]),
        ("已申报衔接资金150万元。", [PLANNED]),
        ("争取到衔接资金150万元。", [DONE]),
        ("对方说，先拿两百件试卖。", [PLANNED]),
        ("已拨付一期资金60万元，二期40万元待验收合格后支付。", [DONE, PLANNED]),
        ("一期修渠4公里，已完工；二期修渠3公里，明年春上动工。", [DONE, PLANNED]),
        ("今年还要还银行贷款7万元。", [PLANNED]),
        ("如不能按期完工，扣500元。", [PLANNED]),
        ("盖这座库要60万元。", [PLANNED]),
        ("剩下的2家没谈成。", [PLANNED]),
        ("商会去年答应的三件事都办成了，捐书800册。", [DONE, DONE]),
        ("预计亩均收益2600元；种植中药材3100亩。", [PLANNED, DONE]),
        ("协议资金2000万元，到位不到500万元。", [PLANNED, DONE]),
    ],
)  # fmt: skip
def test_what_is_still_to_come_is_never_done(text, modalities):
    assert told(text) == modalities
