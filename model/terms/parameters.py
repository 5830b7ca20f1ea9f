"""Every parameter of a scenario, declared once: label, unit, range, slider, default, source.

Sliders, validation, help texts, the method page and the table of assumptions all derive from
`PARAMETERS`. A field is a dotted pattern; `*` stands for the id of a row (`campaigns.*.sell_fee`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from model.terms import controls
from model.terms.declarations import (
    DAYS_LIMIT,
    PEOPLE_LIMIT,
    UNITS,
    Parameter,
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
from model.terms.modes import MODES

__all__ = ["DAYS_LIMIT", "PARAMETERS", "Parameter", "declared", "pattern"]

ROW_TABLES = (
    "segments", "products", "campaigns", "team.levels", "agents", "modes", "limits", "events",
)

GIFT_LIMIT = 5.0
"""Gift share times closing boost: beyond it the points overflow (model.md section 1)."""

_BASIS = {"order": "on the order", "release": "on ad releases"}

_BASS = (given("growth.curve", "bass"),)
_EXPONENTIAL = (given("growth.curve", "exponential"),)
_REORDERS = (unless("segments.*.reorder_interval", 0.0),)
_EARNS_POINTS = (unless("products.*.role", "wallet"),)
_SPONSORS = unless("referral.sponsored_share", 0.0)
_ON_RELEASE = (given("referral.basis", "release"), _SPONSORS)
_ON_ORDER = (given("referral.basis", "order"), _SPONSORS)

_GROWTH = of_the_world(
    days("horizon.days", "Horizon", 1095, "ASSUMPTION: three years, so that a scheme "
          "of campaigns 'none longer than a year' is seen past its end", low=30, high=3650,
          slider=(90, 1825)),
    choice("growth.curve", "Growth curve", "bass",
            "ASSUMPTION: Bass diffusion, the standard curve of adoption in a bounded market", {
                "bass": "Bass diffusion", "constant": "constant",
                "exponential": "exponential up to a peak",
                "series": "a series of joins"}),
    people("growth.market_size", "Market size", "members", 200000.0,
            "ASSUMPTION: a mid-sized regional scheme", step=10000.0, slider=(10000.0, 2000000.0),
           when=_BASS),
    share("growth.innovation", "Joins without referral", 0.0002,
           "ASSUMPTION: 40 members join on day 0 of a market of 200,000", unit="per_day",
           step=0.0001, slider=(0.0, 0.005), when=_BASS),
    declare("growth.imitation", "Joins by imitation", "per_day", 0.015,
             "ASSUMPTION: joins peak after about nine months", low=0.0, high=1000.0,
             display="percent", step=0.001, slider=(0.0, 0.06), when=_BASS),
    people("growth.daily_joins", "Daily joins", "members_per_day", 100.0,
            "ASSUMPTION: start of the constant and exponential curves", slider=(0.0, 2000.0),
           when=(given("growth.curve", "constant", "exponential"),)),
    declare("growth.growth_rate", "Growth of daily joins", "per_day", 0.01,
             "ASSUMPTION: doubles in ten weeks", low=-1.0, high=10.0, display="percent",
             step=0.001, slider=(-0.02, 0.05), when=_EXPONENTIAL),
    people("growth.peak_daily_joins", "Peak of daily joins", "members_per_day",
            1000.0, "ASSUMPTION: what an exponential curve levels off at", slider=(0.0, 5000.0),
           when=_EXPONENTIAL),
    Parameter("growth.series", "Joins by day", UNITS["members_per_day"], kind="series", default=(),
              source="ASSUMPTION: measured or planned joins, none after the last entry",
              low=0.0, high=PEOPLE_LIMIT, when=(given("growth.curve", "series"),)),
)

_SEGMENTS = of_the_world(
    weight("segments.*.share", "Share of members", 1.0,
            "ASSUMPTION: half buy once (CDNOW 1997–98: 50.5% in 18 months)"),
    declare("segments.*.reorder_interval", "Days between orders", "days", 0.0,
             "ASSUMPTION: 0 for one-time buyers, else one or two months", low=0.0,
             display="days", step=1.0, slider=(0.0, 180.0)),
    declare("segments.*.reorder_scale", "Size of a repeat order", "multiple", 1.0,
             "ASSUMPTION: one repurchase basket an order", low=0.0, high=100.0, step=0.1,
             slider=(0.0, 5.0), when=_REORDERS),
    half_life("segments.*.retention_half_life", "Half have stopped buying after",
               180.0, "ASSUMPTION: from days (one-off) to one and a half years (loyal)",
              when=_REORDERS),
    share("segments.*.task_completion", "Ad task completion", 0.7,
           "ASSUMPTION: 50–90% of days; rewarded-video completion of 72–90% is quoted (D)",
           step=0.05),
    half_life("segments.*.attention_half_life", "Half have stopped watching after", 180.0,
              "ASSUMPTION: three months to one and a half years"),
)

_PRODUCTS = (
    choice("products.*.role", "Role", "enrolment", "S-7", {
        "enrolment": "qualifying product",
        "repurchase": "repurchase shelf",
        "wallet": "traffic product, paid from the balance"}),
    weight("products.*.mix", "Mix within its role", 1.0,
            "ASSUMPTION: one product a role"),
    money("products.*.price", "Price", 1000.0, "S-20", above_low=True,
           slider=(10.0, 5000.0)),
    money("products.*.unit_cost", "Unit cost", 300.0, "S-20", slider=(0.0, 3000.0),
          lever=False),
    money("products.*.platform_margin", "Platform margin", 100.0, "S-20",
           slider=(0.0, 1000.0)),
    money("products.*.commission_reserve", "Reserved for distribution", 300.0, "S-20",
           slider=(0.0, 1000.0)),
    declare("products.*.gift_share", "Gift share of the contribution", "share", 0.7,
             "S-2", low=0.0, high=GIFT_LIMIT, display="percent", step=0.05, slider=(0.0, 1.5),
            when=_EARNS_POINTS,
           printed=(0.1, 1.0)),
    declare("products.*.ad_point_rate", "Ad points per yuan", "points_per_yuan",
             1.1, "S-1", low=0.0, high=10.0, step=0.05, slider=(0.0, 2.0), when=_EARNS_POINTS,
           printed=(0.0, 1.5)),
)

_CAMPAIGNS = (
    days("campaigns.*.start_day", "Starts on day", 0, "S-16", slider=(0, 1095)),
    days("campaigns.*.issue_days", "Points are gifted for", None, "S-15",
          optional=True, slider=(0, 1095),
           printed=(90, 1095)),
    money("campaigns.*.issue_price", "Issue price", 1.0, "S-20", unit="yuan_per_point",
           above_low=True, step=0.1, slider=(0.1, 10.0)),
    choice("campaigns.*.pricing", "Orders are priced", "order", "S-20", {
        "order": "order by order", "day": "once a day"}),
    declare("campaigns.*.cap_multiple", "Cap multiple", "multiple", 1.5, "S-3",
             low=0.1, high=20.0, step=0.1, slider=(1.0, 5.0),
           printed=(0.5, 3.0)),
    choice("campaigns.*.cap_measure", "Cap measured", "gross", "S-23", {
        "gross": "before the sell fee", "net": "after the sell fee"}),
    choice("campaigns.*.cap_base", "Cap as a multiple of", "spend", "S-23", {
        "spend": "spending", "gift": "the gift's value"}),
    share("campaigns.*.sell_fee", "Sell fee", 0.2, "S-3", below_high=True,
           slider=(0.0, 0.6),
           printed=(0.0, 0.3)),
    share("campaigns.*.fee_to_platform", "Part of the fee to the platform",
           0.0, "S-22", step=0.05, when=(unless("campaigns.*.sell_fee", 0.0),)),
    share("campaigns.*.voluntary_sale_rate", "Voluntary sales", 0.0,
           "ASSUMPTION: nobody sells before the cap", unit="per_day", below_high=True,
           step=0.0005, slider=(0.0, 0.05), lever=False),
    days("campaigns.*.closing_days", "Closing promotion lasts", 0, "S-16",
          slider=(0, 120),
         when=(unless("campaigns.*.closing_boost", 1.0), unless("campaigns.*.issue_days", None))),
    declare("campaigns.*.closing_boost", "Gifts in the closing promotion",
             "multiple", 1.0, "S-16", low=0.0, high=10.0, step=0.1, slider=(0.0, 3.0),
            when=(unless("campaigns.*.closing_days", 0), unless("campaigns.*.issue_days", None))),
    money("campaigns.*.initial_pool", "Pool at the start", 0.0,
           "ASSUMPTION: none is mentioned", slider=(0.0, 10000000.0), step=100000.0,
          when=(unless("campaigns.*.initial_points", 0.0),)),
    money("campaigns.*.initial_points", "Platform's points at the start", 0.0,
           "ASSUMPTION: none are mentioned", unit="points", display="plain",
           slider=(0.0, 10000000.0), step=100000.0,
          when=(unless("campaigns.*.initial_pool", 0.0),)),
)

_REST = (
    share("rotation.tail_share", "To finished campaigns while another runs", 0.3,
          "ASSUMPTION: S-16 names no share", step=0.05),
    share("rotation.after_pause_share", "To finished campaigns when none runs", 1.0, "S-15",
          step=0.05),
    share("ad_points.release_rate", "Daily release", 0.01, "S-1", unit="per_day",
           step=0.001, slider=(0.0, 0.05),
           printed=(0.002, 0.03)),
    choice("ad_points.rule", "Release counted on", "balance", "S-4", {
        "balance": "the remaining balance", "grant": "each grant"}),
    choice("ad_points.missed_day", "A missed ad task is", "deferred", "S-13", {
        "deferred": "deferred", "forfeited": "forfeited"}),
    declare("ad_points.ads_per_task", "Adverts per task", "views", 5.0,
             "ASSUMPTION: about 3 rewarded views a user a day are reported (D)", low=0.0,
             high=1e6, step=1.0, slider=(0.0, 20.0)),
    money("ad_points.revenue_per_view", "Ad income per view", 0.08,
           "ASSUMPTION: US$ 25 per 1,000 views is reported, before the network's part (D)",
           unit="yuan_per_view", step=0.01, slider=(0.0, 1.0),
          lever=False, when=(unless("ad_points.ads_per_task", 0.0),)),
    choice("referral.basis", "Referral commissions", "release", "S-8", _BASIS),
    share("referral.direct", "Direct referral, on releases", 0.2, "S-8",
          when=_ON_RELEASE,
           printed=(0.0, 0.3)),
    share("referral.indirect", "Indirect referral, on releases", 0.1, "S-8",
          when=_ON_RELEASE,
           printed=(0.0, 0.2)),
    share("referral.order_direct", "Direct referral, on orders", 0.2,
           "S-13", when=_ON_ORDER,
           printed=(0.0, 0.3)),
    share("referral.order_indirect", "Indirect referral, on orders", 0.1,
           "S-13", when=_ON_ORDER,
           printed=(0.0, 0.2)),
    share("referral.sponsored_share", "Members with a sponsor", 0.85,
           "ASSUMPTION: most, not all, come through a member", step=0.05, lever=False),
    choice("referral.funded_by", "Commissions are paid by", "platform", "S-8", {
        "platform": "the platform, on top",
        "member": "the member, deducted"}, when=_ON_RELEASE),
    choice("team.basis", "Team bonus", "release", "S-9", _BASIS),
    share("team.same_level_rate", "Same-level bonus", 0.1,
           "ASSUMPTION: S-9 names the bonus, no rate"),
    choice("team.paid_in", "Team bonus is paid in", "equity", "S-9", {
        "equity": "contribution points (equity)", "cash": "cash"}),
    money("team.equity_price", "Price of a contribution point", 1.0,
          "ASSUMPTION: S-9 pays in contribution points and states no price",
          unit="yuan_per_point", above_low=True, step=0.1, slider=(0.1, 20.0),
          individual=True, when=(given("team.paid_in", "equity"),)),
    share("team.levels.*.rate", "Bonus rate", 0.05, "ASSUMPTION: S-9 gives none"),
    share("team.levels.*.volume_share", "Volume below a leader of this level",
           0.3, "ASSUMPTION: highest leader above an order", step=0.05, lever=False),
    share("team.levels.*.same_level_share", "Volume with a second leader of the level", 0.2,
          "ASSUMPTION: S-9 gives none", step=0.05,
          lever=False, when=(unless("team.same_level_rate", 0.0),)),
    declare("team.levels.*.direct_referrals", "Direct referrals to reach it",
            "members", 10, "ASSUMPTION: S-9 says 'by assessment', no threshold", kind="whole",
            low=0, high=1_000_000, step=1, slider=(0, 100), individual=True),
    money("team.levels.*.team_volume", "Team volume to reach it", 200000.0,
          "ASSUMPTION: S-9 says 'by assessment', no threshold", slider=(0.0, 5e6), step=10000.0,
          individual=True),
    money("agents.*.fee", "Joining fee", 50000.0, "S-11", slider=(0.0, 5e6), step=1e4),
    share("agents.*.goods_cost_share", "Fee returned in goods, at cost", 0.3,
           "ASSUMPTION: S-11 says 'partly in goods'", step=0.05),
    share("agents.*.rate", "Commission rate", 0.008, "S-10", step=0.001,
           slider=(0.0, 0.1),
           printed=(0.0, 0.03)),
    declare("agents.*.territories", "Territories", "territories", 2843.0,
             "ASSUMPTION: mainland China's administrative units", low=0.0, high=PEOPLE_LIMIT,
             above_low=True, step=1.0, slider=(1.0, 3000.0), lever=False),
    share("agents.*.sold_share", "Territories sold", 0.1,
           "ASSUMPTION: 10–30% by tier", step=0.05, lever=False),
    days("agents.*.ramp_days", "Sold over", 365, "ASSUMPTION: a year",
          slider=(0, 1095), lever=False, when=(unless("agents.*.sold_share", 0.0),)),
    choice("agents.*.basis", "Agent commission", "order", "S-12", _BASIS),
    share("wallet.withdraw_share", "Withdrawn at once", 0.6,
           "ASSUMPTION: S-6 hopes for less", step=0.05, lever=False),
    share("wallet.spend_rate", "Balance spent in the shop", 0.03,
           "ASSUMPTION: half the balance in three weeks (S-6 gives none)", unit="per_day",
           step=0.005, slider=(0.0, 0.2), lever=False),
    share("wallet.withdrawal_fee", "Withdrawal fee", 0.0,
           "ASSUMPTION: none is mentioned",
           printed=(0.0, 0.2)),
    declare("platform.initial_cash", "Cash at the start", "yuan", 0.0,
             "ASSUMPTION: none is mentioned", display="money", step=100000.0,
             slider=(0.0, 50000000.0), lever=False),
    share("platform.payment_fee", "Payment fee", 0.006,
           "ASSUMPTION: usual rate of Chinese payment services", step=0.001, slider=(0.0, 0.05),
          lever=False),
    money("platform.fixed_cost_per_day", "Fixed cost", 20000.0,
           "ASSUMPTION: a staff of about 30 and servers", unit="yuan_per_day", step=1000.0,
           slider=(0.0, 200000.0), lever=False),
    share("platform.cost_share_of_sales", "Running cost, of sales", 0.05,
           "ASSUMPTION: delivery, service, returns", lever=False),
)

_EVENTS = of_the_world(
    choice("events.*.kind", "Event", "growth",
            "ASSUMPTION: stress tests; the vendor's page has none", {
                "growth": "growth falls", "run": "a run on the pool",
                "ad_revenue": "ad income falls",
                "withdrawal_rush": "a rush to withdraw",
                "release_cut": "releases are cut"}),
    days("events.*.day", "On day", 365, "ASSUMPTION: after a year", slider=(0, 1095),
         when=(unless("events.*.size", 0.0),)),
    share("events.*.size", "Size", 0.5, "ASSUMPTION: half", step=0.05),
)

_PEOPLE = of_the_world(
    share("members.order_rate_spread", "Spread of order rates", 0.7,
          "ASSUMPTION: within a segment half of what all buyers of CDNOW 1997-98 show (1.3)",
          high=10.0, step=0.1, slider=(0.0, 3.0)),
    share("members.order_size_spread", "Spread of order sizes", 0.5,
          "ASSUMPTION: two orders of three lie between 56% and 143% of the mean",
          high=10.0, step=0.1, slider=(0.0, 3.0)),
)

_MEMBERS = of_single_members(*of_the_world(
    share("members.sponsor_concentration", "Referrals go to those who have many", 0.5,
          "ASSUMPTION: between pure chance (0) and preferential attachment (1)",
          step=0.05),
    declare("members.target_multiple", "Impatient members sell at",
            "multiple", None, "ASSUMPTION: nobody sells before the cap", low=0.01, high=20.0,
            step=0.1, slider=(0.1, 5.0), optional=True),
    share("members.impatient_share", "Impatient members", 0.3,
          "ASSUMPTION: takes part only where a multiple is set at which they sell", step=0.05,
          when=(unless("members.target_multiple", None),)),
))

PARAMETERS: Mapping[str, Parameter] = {
    parameter.field: parameter
    for parameter in (
        _GROWTH + _SEGMENTS + _PRODUCTS + _CAMPAIGNS + controls.OF_CAMPAIGNS + _REST
        + controls.RELEASES + controls.GATE + controls.PAYOUT_LIMIT + controls.VOUCHERS
        + controls.LIMITS + controls.IDENTITY + MODES + _EVENTS + _PEOPLE + _MEMBERS
    )
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
