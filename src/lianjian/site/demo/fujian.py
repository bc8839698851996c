"""Article B: a society and a media centre join ten villages of Putian; nobody stands above them.

What the article names is kept as it is named. It names one village, 张洋村; the other nine are
sample postings in real villages, the first of each county by code, and are marked so. The main
job is left to whoever looks: the round waits to be published, the accord to be signed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from lianjian.chain.accords.contents import ClauseDraft, Contents, MemberDraft, PartyDraft
from lianjian.chain.exchange import services as exchange
from lianjian.chain.exchange.models import WorkArea
from lianjian.chain.pairing import services as pairing
from lianjian.chain.registry import services as registry
from lianjian.chain.registry.models import Branch, Posting, Tie
from lianjian.ground.accounts.demonstration import a_person_with_a_post
from lianjian.ground.accounts.models import Post
from lianjian.ground.accounts.roles import Role
from lianjian.ground.core import clock
from lianjian.ground.organisations.models import Kind, Organisation
from lianjian.ground.places.models import Division
from lianjian.ground.places.names import spoken

from . import hands, sides

PROVINCE, CITY = "35", "3503"
COUNTIES = ("350302", "350303", "350304", "350305", "350322")
ZHANGYANG = "350303108203"
BATCH = 6
BEGAN, ENDS = dt.date(2021, 6, 1), dt.date(2027, 6, 30)
"""The article gives no dates of the batch: these are a sample's."""

SINCE_THE_DAY = dt.timedelta(days=120)

SOCIETY = "福建省美丽乡村发展促进会"
CENTRE = "福建省启承三农文化发展中心"
ARTICLE = "党组织共联共建通讯"
"""The document in which the short names hold."""

HONOURS: Sequence[tuple[str, bool]] = (
    ("党建示范点", True),
    ("先进党支部", True),
    ("先进基层党组织", True),
    ("5A级社会服务机构", False),
)
"""What the article says that the centre was given, and whether its branch was. It gives no year,
and for the branch's three no issuer either: these are a sample's."""
CIVIL_AFFAIRS, OF_ITS_PARTY = "福建省民政厅", "省级社会组织党组织（示例，文中未写明）"
SAMPLE_DAY = dt.date(2023, 1, 1)

NEEDS: Sequence[tuple[str, str]] = (
    (WorkArea.INDUSTRY, "山货和笋干缺品牌，想请人帮着包装和推介"),
    (WorkArea.RECRUITMENT, "缺村庄规划的人，想请专家来看一看"),
    (WorkArea.TRAINING, "想学直播和短视频，自己卖农产品"),
    (WorkArea.INVESTMENT, "老厝空置，想找运营方做休闲旅游"),
    (WorkArea.TECHNOLOGY, "果园老化，想请技术员指导换种"),
)
OFFERS_OF_SOCIETY: Sequence[tuple[str, str, str]] = (
    (WorkArea.RECRUITMENT, "专家智库：乡村规划咨询和建言", "每村每年一次"),
    (WorkArea.INVESTMENT, "休闲旅游项目策划与对接", "按需"),
    (WorkArea.TECHNOLOGY, "果树技术员上门指导换种", "按需"),
)
OFFERS_OF_CENTRE: Sequence[tuple[str, str, str]] = (
    (WorkArea.INDUSTRY, "农产品品牌包装和推介", "每村每季一次"),
    (WorkArea.TRAINING, "直播和短视频培训", "每期三十人"),
)


NEEDED = 8
"""Of the ten, as many as must sign. The article gives no such number: it is the sample's."""

CLAUSES = (
    ClauseDraft(
        "协调领导小组", "三方拟各自成立协调领导小组，并互相通报负责人岗位。", owners=(1, 2, 3)
    ),
    ClauseDraft("沟通联络", "三方各定一名联络员，每季度至少会商一次。", owners=(1, 2, 3)),
    ClauseDraft(
        "专家咨询",
        "甲方组织专家智库，为各村提供乡村规划咨询。",
        area=WorkArea.RECRUITMENT,
        owners=(1,),
    ),
    ClauseDraft(
        "宣传推介",
        "乙方如实报道各村的典型做法，推介特色产业和优质农产品。",
        area=WorkArea.INDUSTRY,
        owners=(2,),
    ),
    ClauseDraft(
        "项目落地",
        "丙方提出本村需求，做好项目对接，并及时反馈进展。",
        area=WorkArea.INDUSTRY,
        owners=(3,),
    ),
)


LEADING_GROUPS = {
    1: "省美促会共建协调领导小组",
    2: "启承三农中心共建协调领导小组",
    3: "驻村第一书记共建协调领导小组",
}
"""Each party 拟各自成立 one. The article names none of them: the names are the sample's."""


@dataclass(frozen=True, slots=True)
class Village:
    """A village of the ten, with its branch, its posting and its first secretary's post."""

    body: Organisation
    branch: Branch
    posting: Posting
    first_secretary: Post


@dataclass(frozen=True, slots=True)
class Story:
    """Everybody in it."""

    society: Branch
    centre: Branch
    issuer: Post
    liaison: Post
    villages: Sequence[Village]


def tell() -> None:
    """Who is there, who knows whom, who needs and offers what; then a round, ready to publish."""
    story = _who_is_there()
    _what_is_said_of_them(story)
    _what_they_need_and_offer(story)
    _why_they_are_no_strangers(story)
    _what_they_wish(story)
    _a_round_that_waits(story)
    _an_accord_that_waits(story)


def _who_is_there() -> Story:
    province = hands.division(PROVINCE)
    society = hands.body(
        SOCIETY, Kind.SOCIETY, affiliation=province, aliases=(("省美促会", ARTICLE),)
    )
    centre = hands.body(
        CENTRE,
        Kind.MEDIA,
        affiliation=province,
        aliases=(("中心", ARTICLE), ("启承三农", "")),
        kept_by=(society,),
    )
    hands.keep(society, by=centre)
    issuer = a_person_with_a_post(
        "shengmeicu", "省美促会倡议经办人", Role.CAMPAIGN_ISSUER, organisation=society
    )
    liaison = a_person_with_a_post(
        "qicheng", "启承三农中心联络员", Role.LIAISON, organisation=centre
    )
    return Story(
        society=hands.branch_of(society, span=20),
        centre=hands.branch_of(centre, span=20),
        issuer=issuer,
        liaison=liaison,
        villages=[
            _a_village(place, division, kept_by=(society, centre))
            for place, division in enumerate(ten_villages(), start=1)
        ],
    )


def ten_villages() -> list[Division]:
    """Two villages of each of Putian's five counties, the first by code, 张洋村 among them."""
    chosen = []
    for county in COUNTIES:
        own = [hands.division(ZHANGYANG)] if ZHANGYANG.startswith(county) else []
        others = hands.villages_of(hands.division(county), 2)
        chosen += [*others[: 2 - len(own)], *own]
    return chosen


def _a_village(place: int, division: Division, kept_by: Sequence[Organisation]) -> Village:
    name = spoken(division.name)
    body = hands.body(name, Kind.VILLAGE, affiliation=division, kept_by=kept_by)
    branch = hands.branch_of(body, span=2)
    is_zhangyang = division == hands.division(ZHANGYANG)
    username = "zhangyang" if is_zhangyang else f"putian{place:02d}"
    post = a_person_with_a_post(
        username, f"{name}第一书记", Role.FIRST_SECRETARY, division=division, organisation=body
    )
    posting = registry.post_first_secretary(
        hands.SYSTEM,
        branch=branch,
        batch=BATCH,
        level=Posting.Level.PROVINCE,
        starts=BEGAN,
        ends=ENDS,
        person=post.person,
        is_demo=True,
    )
    return Village(body, branch, posting, post)


def _what_is_said_of_them(story: Story) -> None:
    """The article as a source: its byline names no role. And what it says of centre and society."""
    actor = hands.acting(story.liaison)
    source = registry.enter_source(actor, title=f"{ARTICLE}（示例）", outlet=CENTRE, is_demo=True)
    for title, of_the_branch in HONOURS:
        registry.enter_honour(
            actor,
            holder=story.centre if of_the_branch else story.centre.host,
            title=title,
            issuer=OF_ITS_PARTY if of_the_branch else CIVIL_AFFAIRS,
            level="province",
            year=SAMPLE_DAY.year,
            evidence="文中提到；年份为示例",
            source=source,
            is_demo=True,
        )
    for post, place, title in (
        (story.issuer, story.society, "党支部书记"),
        (story.liaison, story.centre.host, "中心主任"),
    ):
        registry.enter_office(
            hands.acting(post), place=place, title=title, starts=SAMPLE_DAY, is_demo=True
        )


def _what_they_need_and_offer(story: Story) -> None:
    for place, village in enumerate(story.villages):
        area, title = NEEDS[place % len(NEEDS)]
        exchange.post_need(
            hands.acting(village.first_secretary), branch=village.branch, title=title, area=area
        )
    for post, branch, offers in (
        (story.issuer, story.society, OFFERS_OF_SOCIETY),
        (story.liaison, story.centre, OFFERS_OF_CENTRE),
    ):
        for area, title, quantity in offers:
            exchange.post_offer(
                hands.acting(post), branch=branch, title=title, area=area, quantity=quantity
            )


def _why_they_are_no_strangers(story: Story) -> None:
    """One day together is a tie of every village with the society; every other one has a second."""
    since = clock.today() - SINCE_THE_DAY
    for place, village in enumerate(story.villages):
        registry.record_tie(
            hands.acting(story.issuer),
            village=village.branch,
            partner=story.society,
            ground=Tie.Ground.PAST_COOPERATION,
            evidence="一起办过一次主题党日活动",
            attested_by="促进会党支部",
            strength=600,
            grade=1,
            since=since,
            posting=village.posting,
        )
        if place % 2:
            registry.record_tie(
                hands.acting(story.liaison),
                village=village.branch,
                partner=story.centre,
                ground=Tie.Ground.POSTING,
                evidence="第一书记在中心的驻村栏目里写过本村",
                attested_by="中心党支部",
                strength=500,
                grade=2,
                since=since,
                posting=village.posting,
            )


def _what_they_wish(story: Story) -> None:
    """Both partners are open to any village; seven of the ten have said whom they would like."""
    for post, branch in ((story.issuer, story.society), (story.liaison, story.centre)):
        pairing.say_wish(hands.acting(post), branch=branch)
    for place, village in enumerate(story.villages):
        order = (story.society, story.centre) if place % 2 else (story.centre, story.society)
        for rank, partner in enumerate(order[: place % 4], start=1):
            pairing.say_wish(
                hands.acting(village.first_secretary),
                branch=village.branch,
                towards=partner,
                rank=rank,
            )


def _a_round_that_waits(story: Story) -> None:
    """Solved by the society and not yet published: that is for whoever looks."""
    actor, society = hands.acting(story.issuer), story.society.host
    rules = pairing.write_rules(actor, organisation=society)
    round_ = pairing.open_round(actor, name="莆田试点结对轮次（示例）", rules=rules)
    branches = [story.society, story.centre, *(village.branch for village in story.villages)]
    pairing.enrol(actor, round=round_, branches=branches)
    pairing.solve(actor, round=round_)


def _an_accord_that_waits(story: Story) -> None:
    """Three parties, the third a group: seven of the ten have signed, eight are needed."""
    members = tuple(
        MemberDraft(branch=one.branch, posting=one.posting, name=f"{one.body.name}第一书记")
        for one in story.villages
    )
    contents = Contents(
        title="党组织共联共建协议（示例）",
        parties=(
            PartyDraft(branch=story.society),
            PartyDraft(branch=story.centre),
            PartyDraft(name="第六批省派莆田驻村第一书记", members=members, quorum=NEEDED),
        ),
        preamble="为信息互通、资源共享、项目共建，三方自愿订立本协议。",
        principle="自愿结对，量力而行，说到做到。",
        clauses=CLAUSES,
    )
    accord = hands.open_for_signing(story.issuer, by=story.society.host, contents=contents)
    others = [one.first_secretary for one in story.villages if one.body.name != "张洋村"]
    hands.sign(accord, *others[: NEEDED - 1])
    sides.plan_groups(story.issuer, accord, LEADING_GROUPS)
    sides.say_liaison(story.issuer, accord, 1, escalate_to="促进会党支部书记", next_place="张洋村")
    sides.say_liaison(story.liaison, accord, 2, escalate_to="中心主任")
