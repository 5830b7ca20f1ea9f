"""Every parameter of a scenario, declared once: label, unit, range, slider, default, source.

Sliders, validation, help texts, the method page and the table of assumptions all derive from
`PARAMETERS`. A field is a dotted pattern; `*` stands for the id of a row (`campaigns.*.sell_fee`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from model.declarations import (
    DAYS_LIMIT,
    PEOPLE_LIMIT,
    UNITS,
    Parameter,
    Text,
    choice,
    days,
    declare,
    given,
    half_life,
    money,
    of_single_members,
    of_the_world,
    people,
    share,
    unless,
    weight,
)

__all__ = ["DAYS_LIMIT", "PARAMETERS", "Parameter", "Text", "declared", "pattern"]

ROW_TABLES = ("segments", "products", "campaigns", "team.levels", "agents", "events")

GIFT_LIMIT = 5.0
"""Gift share times closing boost: beyond it the points overflow (model.md section 1)."""

_BASIS = {"order": ("on the order", "按订单"), "release": ("on ad releases", "按释放额")}

_BASS = (given("growth.curve", "bass"),)
_EXPONENTIAL = (given("growth.curve", "exponential"),)
_REORDERS = (unless("segments.*.reorder_interval", 0.0),)
_EARNS_POINTS = (unless("products.*.role", "wallet"),)
_SPONSORS = unless("referral.sponsored_share", 0.0)
_ON_RELEASE = (given("referral.basis", "release"), _SPONSORS)
_ON_ORDER = (given("referral.basis", "order"), _SPONSORS)

_GROWTH = of_the_world(
    days("horizon.days", "Horizon", "测算期", 1095, "ASSUMPTION: three years, so that a scheme "
          "of campaigns 'none longer than a year' is seen past its end", low=30, high=3650,
          slider=(90, 1825)),
    choice("growth.curve", "Growth curve", "增长曲线", "bass",
            "ASSUMPTION: Bass diffusion, the standard curve of adoption in a bounded market", {
                "bass": ("Bass diffusion", "Bass 扩散"), "constant": ("constant", "恒定"),
                "exponential": ("exponential up to a peak", "指数增长至峰值"),
                "series": ("a series of joins", "给定序列")}),
    people("growth.market_size", "Market size", "市场规模", "members", 200000.0,
            "ASSUMPTION: a mid-sized regional scheme", step=10000.0, slider=(10000.0, 2000000.0),
           when=_BASS),
    share("growth.innovation", "Joins without referral", "自发加入率", 0.0002,
           "ASSUMPTION: 40 members join on day 0 of a market of 200,000", unit="per_day",
           step=0.0001, slider=(0.0, 0.005), when=_BASS),
    declare("growth.imitation", "Joins by imitation", "模仿加入率", "per_day", 0.015,
             "ASSUMPTION: joins peak after about nine months", low=0.0, high=1000.0,
             display="percent", step=0.001, slider=(0.0, 0.06), when=_BASS),
    people("growth.daily_joins", "Daily joins", "每日加入", "members_per_day", 100.0,
            "ASSUMPTION: start of the constant and exponential curves", slider=(0.0, 2000.0),
           when=(given("growth.curve", "constant", "exponential"),)),
    declare("growth.growth_rate", "Growth of daily joins", "每日加入增长率", "per_day", 0.01,
             "ASSUMPTION: doubles in ten weeks", low=-1.0, high=10.0, display="percent",
             step=0.001, slider=(-0.02, 0.05), when=_EXPONENTIAL),
    people("growth.peak_daily_joins", "Peak of daily joins", "每日加入峰值", "members_per_day",
            1000.0, "ASSUMPTION: what an exponential curve levels off at", slider=(0.0, 5000.0),
           when=_EXPONENTIAL),
    Parameter("growth.series", {"en": "Joins by day", "zh": "逐日加入"}, UNITS["members_per_day"],
              "series", (), "ASSUMPTION: measured or planned joins, none after the last entry",
              low=0.0, high=PEOPLE_LIMIT, when=(given("growth.curve", "series"),)),
)

_SEGMENTS = of_the_world(
    weight("segments.*.share", "Share of members", "会员占比", 1.0,
            "ASSUMPTION: half buy once (CDNOW 1997–98: 50.5 % in 18 months)"),
    declare("segments.*.reorder_interval", "Days between orders", "复购间隔", "days", 0.0,
             "ASSUMPTION: 0 for one-time buyers, else one or two months", low=0.0,
             display="days", step=1.0, slider=(0.0, 180.0)),
    declare("segments.*.reorder_scale", "Size of a repeat order", "复购订单规模", "multiple", 1.0,
             "ASSUMPTION: one repurchase basket an order", low=0.0, high=100.0, step=0.1,
             slider=(0.0, 5.0), when=_REORDERS),
    half_life("segments.*.retention_half_life", "Half have stopped buying after", "复购半衰期",
               180.0, "ASSUMPTION: from days (one-off) to one and a half years (loyal)",
              when=_REORDERS),
    share("segments.*.task_completion", "Ad task completion", "广告任务完成率", 0.7,
           "ASSUMPTION: 50–90 % of days; rewarded-video completion of 72–90 % is quoted (D)",
           step=0.05),
    half_life("segments.*.attention_half_life", "Half have stopped watching after",
               "观看广告半衰期", 180.0, "ASSUMPTION: three months to one and a half years"),
)

_PRODUCTS = (
    choice("products.*.role", "Role", "角色", "enrolment", "S-7", {
        "enrolment": ("qualifying product", "报单产品"),
        "repurchase": ("repurchase shelf", "复购专区"),
        "wallet": ("traffic product, paid from the balance", "爆款（余额支付）")}),
    weight("products.*.mix", "Mix within its role", "同角色内占比", 1.0,
            "ASSUMPTION: one product a role"),
    money("products.*.price", "Price", "售价", 1000.0, "S-20", above_low=True,
           slider=(10.0, 5000.0)),
    money("products.*.unit_cost", "Unit cost", "单位成本", 300.0, "S-20", slider=(0.0, 3000.0),
          lever=False),
    money("products.*.platform_margin", "Platform margin", "平台毛利", 100.0, "S-20",
           slider=(0.0, 1000.0)),
    money("products.*.commission_reserve", "Reserved for distribution", "分销预留", 300.0, "S-20",
           slider=(0.0, 1000.0)),
    declare("products.*.gift_share", "Gift share of the contribution", "赠送比例", "share", 0.7,
             "S-2", low=0.0, high=GIFT_LIMIT, display="percent", step=0.05, slider=(0.0, 1.5),
            printed=(0.1, 1.0), when=_EARNS_POINTS),
    declare("products.*.ad_point_rate", "Ad points per yuan", "每元广告积分", "points_per_yuan",
             1.1, "S-1", low=0.0, high=10.0, step=0.05, slider=(0.0, 2.0),
             printed=(0.0, 1.5), when=_EARNS_POINTS),
)

_CAMPAIGNS = (
    days("campaigns.*.start_day", "Starts on day", "开始日", 0, "S-16", slider=(0, 1095)),
    days("campaigns.*.issue_days", "Points are gifted for", "赠送积分天数", None, "S-15",
          optional=True, slider=(0, 1095), printed=(90, 1095)),
    money("campaigns.*.issue_price", "Issue price", "发行价", 1.0, "S-20", unit="yuan_per_point",
           above_low=True, step=0.1, slider=(0.1, 10.0)),
    choice("campaigns.*.pricing", "Orders are priced", "定价方式", "order", "S-20", {
        "order": ("order by order", "逐单定价"), "day": ("once a day", "按日定价")}),
    declare("campaigns.*.cap_multiple", "Cap multiple", "封顶收益倍数", "multiple", 1.5, "S-3",
             low=0.1, high=20.0, step=0.1, slider=(1.0, 5.0), printed=(0.5, 3.0)),
    choice("campaigns.*.cap_measure", "Cap measured", "封顶口径", "gross", "S-23", {
        "gross": ("before the sell fee", "扣费前"), "net": ("after the sell fee", "扣费后")}),
    choice("campaigns.*.cap_base", "Cap as a multiple of", "封顶基数", "spend", "S-23", {
        "spend": ("spending", "消费额"), "gift": ("the gift's value", "赠送价值")}),
    share("campaigns.*.sell_fee", "Sell fee", "卖出手续费", 0.2, "S-3", below_high=True,
           slider=(0.0, 0.6), printed=(0.0, 0.3)),
    share("campaigns.*.fee_to_platform", "Part of the fee to the platform", "手续费归平台比例",
           0.0, "S-22", step=0.05, when=(unless("campaigns.*.sell_fee", 0.0),)),
    share("campaigns.*.voluntary_sale_rate", "Voluntary sales", "自愿卖出率", 0.0,
           "ASSUMPTION: nobody sells before the cap", unit="per_day", below_high=True,
           step=0.0005, slider=(0.0, 0.05), lever=False),
    days("campaigns.*.closing_days", "Closing promotion lasts", "收尾促销天数", 0, "S-16",
          slider=(0, 120),
         when=(unless("campaigns.*.closing_boost", 1.0), unless("campaigns.*.issue_days", None))),
    declare("campaigns.*.closing_boost", "Gifts in the closing promotion", "收尾促销赠送倍数",
             "multiple", 1.0, "S-16", low=0.0, high=10.0, step=0.1, slider=(0.0, 3.0),
            when=(unless("campaigns.*.closing_days", 0), unless("campaigns.*.issue_days", None))),
    money("campaigns.*.initial_pool", "Pool at the start", "初始托底池", 0.0,
           "ASSUMPTION: none is mentioned", slider=(0.0, 10000000.0), step=100000.0,
          when=(unless("campaigns.*.initial_points", 0.0),)),
    money("campaigns.*.initial_points", "Platform's points at the start", "平台初始积分", 0.0,
           "ASSUMPTION: none are mentioned", unit="points", display="plain",
           slider=(0.0, 10000000.0), step=100000.0,
          when=(unless("campaigns.*.initial_pool", 0.0),)),
)

_REST = (
    share("rotation.tail_share", "To finished campaigns while another runs",
           "轮换期间划入旧池比例", 0.3, "ASSUMPTION: S-16 names no share", step=0.05),
    share("rotation.after_pause_share", "To finished campaigns when none runs",
           "停赠期间划入池比例", 1.0, "S-15", step=0.05),
    share("ad_points.release_rate", "Daily release", "每日释放率", 0.01, "S-1", unit="per_day",
           step=0.001, slider=(0.0, 0.05), printed=(0.002, 0.03)),
    choice("ad_points.rule", "Release counted on", "释放基数", "balance", "S-4", {
        "balance": ("the remaining balance", "剩余余额"), "grant": ("each grant", "每笔赠送额")}),
    choice("ad_points.missed_day", "A missed ad task is", "漏做任务", "deferred", "S-13", {
        "deferred": ("deferred", "顺延"), "forfeited": ("forfeited", "作废")}),
    declare("ad_points.ads_per_task", "Adverts per task", "每次任务广告数", "views", 5.0,
             "ASSUMPTION: about 3 rewarded views a user a day are reported (D)", low=0.0,
             high=1e6, step=1.0, slider=(0.0, 20.0)),
    money("ad_points.revenue_per_view", "Ad income per view", "每次观看广告收入", 0.08,
           "ASSUMPTION: US$ 25 per 1,000 views is reported, before the network's part (D)",
           unit="yuan_per_view", step=0.01, slider=(0.0, 1.0),
          lever=False, when=(unless("ad_points.ads_per_task", 0.0),)),
    choice("referral.basis", "Referral commissions", "推荐奖基数", "release", "S-8", _BASIS),
    share("referral.direct", "Direct referral, on releases", "直推比例（按释放）", 0.2, "S-8",
          printed=(0.0, 0.3), when=_ON_RELEASE),
    share("referral.indirect", "Indirect referral, on releases", "间推比例（按释放）", 0.1, "S-8",
          printed=(0.0, 0.2), when=_ON_RELEASE),
    share("referral.order_direct", "Direct referral, on orders", "直推比例（按订单）", 0.2,
           "S-13", printed=(0.0, 0.3), when=_ON_ORDER),
    share("referral.order_indirect", "Indirect referral, on orders", "间推比例（按订单）", 0.1,
           "S-13", printed=(0.0, 0.2), when=_ON_ORDER),
    share("referral.sponsored_share", "Members with a sponsor", "有推荐人的会员占比", 0.85,
           "ASSUMPTION: most, not all, come through a member", step=0.05, lever=False),
    choice("referral.funded_by", "Commissions are paid by", "推荐奖出资方", "platform", "S-8", {
        "platform": ("the platform, on top", "平台另付"),
        "member": ("the member, deducted", "从会员释放中扣除")}, when=_ON_RELEASE),
    choice("team.basis", "Team bonus", "团队奖基数", "release", "S-9", _BASIS),
    share("team.same_level_rate", "Same-level bonus", "平级奖比例", 0.1,
           "ASSUMPTION: S-9 names the bonus, no rate"),
    choice("team.paid_in", "Team bonus is paid in", "团队奖发放形式", "equity", "S-9", {
        "equity": ("contribution points (equity)", "贡献分（股权）"), "cash": ("cash", "现金")}),
    money("team.equity_price", "Price of a contribution point", "贡献分单价", 1.0,
          "ASSUMPTION: S-9 pays in contribution points and states no price",
          unit="yuan_per_point", above_low=True, step=0.1, slider=(0.1, 20.0),
          individual=True, when=(given("team.paid_in", "equity"),)),
    share("team.levels.*.rate", "Bonus rate", "级别奖励比例", 0.05, "ASSUMPTION: S-9 gives none"),
    share("team.levels.*.volume_share", "Volume below a leader of this level", "级别覆盖业绩占比",
           0.3, "ASSUMPTION: highest leader above an order", step=0.05, lever=False),
    share("team.levels.*.same_level_share", "Volume with a second leader of the level",
           "平级覆盖业绩占比", 0.2, "ASSUMPTION: S-9 gives none", step=0.05,
          lever=False, when=(unless("team.same_level_rate", 0.0),)),
    declare("team.levels.*.direct_referrals", "Direct referrals to reach it", "晋级所需直推人数",
            "members", 10, "ASSUMPTION: S-9 says 'by assessment', no threshold", kind="whole",
            low=0, high=1_000_000, step=1, slider=(0, 100), individual=True),
    money("team.levels.*.team_volume", "Team volume to reach it", "晋级所需团队业绩", 200000.0,
          "ASSUMPTION: S-9 says 'by assessment', no threshold", slider=(0.0, 5e6), step=10000.0,
          individual=True),
    money("agents.*.fee", "Joining fee", "代理费", 50000.0, "S-11", slider=(0.0, 5e6), step=1e4),
    share("agents.*.goods_cost_share", "Fee returned in goods, at cost", "配货成本占比", 0.3,
           "ASSUMPTION: S-11 says 'partly in goods'", step=0.05),
    share("agents.*.rate", "Commission rate", "代理提成比例", 0.008, "S-10", step=0.001,
           slider=(0.0, 0.1), printed=(0.0, 0.03)),
    declare("agents.*.territories", "Territories", "区域数量", "territories", 2843.0,
             "ASSUMPTION: mainland China's administrative units", low=0.0, high=PEOPLE_LIMIT,
             above_low=True, step=1.0, slider=(1.0, 3000.0), lever=False),
    share("agents.*.sold_share", "Territories sold", "已售区域占比", 0.1,
           "ASSUMPTION: 10–30 % by tier", step=0.05, lever=False),
    days("agents.*.ramp_days", "Sold over", "招商周期", 365, "ASSUMPTION: a year",
          slider=(0, 1095), lever=False, when=(unless("agents.*.sold_share", 0.0),)),
    choice("agents.*.basis", "Agent commission", "代理提成基数", "order", "S-12", _BASIS),
    share("wallet.withdraw_share", "Withdrawn at once", "即时提现比例", 0.6,
           "ASSUMPTION: S-6 hopes for less", step=0.05, lever=False),
    share("wallet.spend_rate", "Balance spent in the shop", "余额消费率", 0.03,
           "ASSUMPTION: half the balance in three weeks (S-6 gives none)", unit="per_day",
           step=0.005, slider=(0.0, 0.2), lever=False),
    share("wallet.withdrawal_fee", "Withdrawal fee", "提现手续费", 0.0,
           "ASSUMPTION: none is mentioned", printed=(0.0, 0.2)),
    declare("platform.initial_cash", "Cash at the start", "初始现金", "yuan", 0.0,
             "ASSUMPTION: none is mentioned", display="money", step=100000.0,
             slider=(0.0, 50000000.0), lever=False),
    share("platform.payment_fee", "Payment fee", "支付手续费率", 0.006,
           "ASSUMPTION: usual rate of Chinese payment services", step=0.001, slider=(0.0, 0.05),
          lever=False),
    money("platform.fixed_cost_per_day", "Fixed cost", "固定成本", 20000.0,
           "ASSUMPTION: a staff of about 30 and servers", unit="yuan_per_day", step=1000.0,
           slider=(0.0, 200000.0), lever=False),
    share("platform.cost_share_of_sales", "Running cost, of sales", "运营成本占销售额", 0.05,
           "ASSUMPTION: delivery, service, returns", lever=False),
)

_EVENTS = of_the_world(
    choice("events.*.kind", "Event", "事件", "growth",
            "ASSUMPTION: stress tests, the pitch has none", {
                "growth": ("growth falls", "增长下滑"), "run": ("a run on the pool", "挤兑"),
                "ad_revenue": ("ad income falls", "广告收入下滑"),
                "withdrawal_rush": ("a rush to withdraw", "集中提现")}),
    days("events.*.day", "On day", "发生日", 365, "ASSUMPTION: after a year", slider=(0, 1095),
         when=(unless("events.*.size", 0.0),)),
    share("events.*.size", "Size", "幅度", 0.5, "ASSUMPTION: half", step=0.05),
)

_MEMBERS = of_single_members(*of_the_world(
    share("members.order_rate_spread", "Spread of order rates", "复购频率离散度", 0.7,
          "ASSUMPTION: within a segment half of what all buyers of CDNOW 1997-98 show (1.3)",
          high=10.0, step=0.1, slider=(0.0, 3.0)),
    share("members.order_size_spread", "Spread of order sizes", "订单金额离散度", 0.5,
          "ASSUMPTION: two orders of three lie between 56 and 143 % of the mean",
          high=10.0, step=0.1, slider=(0.0, 3.0)),
    share("members.sponsor_concentration", "Referrals go to those who have many",
          "推荐集中度", 0.5, "ASSUMPTION: between pure chance (0) and preferential attachment (1)",
          step=0.05),
    declare("members.target_multiple", "Impatient members sell at", "急于变现会员的目标倍数",
            "multiple", None, "ASSUMPTION: nobody sells before the cap", low=0.01, high=20.0,
            step=0.1, slider=(0.1, 5.0), optional=True),
    share("members.impatient_share", "Impatient members", "急于变现会员占比", 0.3,
          "ASSUMPTION: takes part only where a multiple is set at which they sell", step=0.05,
          when=(unless("members.target_multiple", None),)),
))

PARAMETERS: Mapping[str, Parameter] = {
    parameter.field: parameter
    for parameter in _GROWTH + _SEGMENTS + _PRODUCTS + _CAMPAIGNS + _REST + _EVENTS + _MEMBERS
}


@lru_cache(maxsize=4096)
def pattern(name: str) -> str:
    """The declared field of a dotted name: `campaigns.main.sell_fee` → `campaigns.*.sell_fee`."""
    for table in ROW_TABLES:
        if name.startswith(table + "."):
            row, _, last = name[len(table) + 1 :].rpartition(".")
            return f"{table}.*.{last}" if row else name
    return name


def declared(name: str) -> Parameter:
    """The declaration of a dotted name or field. KeyError where there is none."""
    return PARAMETERS[pattern(name)]
