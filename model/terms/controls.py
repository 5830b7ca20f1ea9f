"""The levers that operators hold when money runs short (controls.md): limits on what one account
may buy, earn or be paid, and when. Without any of them nothing changes.
"""

from __future__ import annotations

from collections.abc import Mapping

from model.terms.declarations import (
    choice,
    days,
    declare,
    given,
    money,
    share,
    unless,
)

LIMIT_ON = {"orders": "orders", "spend": "spending", "earning": "spending that earns points"}

_GATED = (unless("release_gate.min_growth", None),)
_LIMITED = (unless("payout_limit.share_of_sales", None),)
_VOUCHERS = (unless("wallet.voucher_share", 0.0),)

LIMITS = (
    choice("limits.*.on", "Limit on", "orders", "S-18", LIMIT_ON),
    declare("limits.*.limit", "At most, an account", "limit", 10.0,
            "ASSUMPTION: S-18 asks what purchase limits do, no figure was found", low=0.0,
            high=1e12, above_low=True, step=1.0, slider=(1.0, 10000.0)),
    days("limits.*.window_days", "Counted anew every", None,
         "ASSUMPTION: a limit holds for the whole membership", low=1, optional=True,
         slider=(1, 365)),
)

IDENTITY = (
    share("identity.evading_share", "Would open a second account", 0.0,
          "ASSUMPTION: nobody gets round a limit", step=0.05, lever=False),
    share("identity.detection", "Second accounts stopped by a check", 0.0,
          "ASSUMPTION: no check (one phone, real name)", step=0.05,
          when=(unless("identity.evading_share", 0.0),)),
)

RELEASES = (
    days("ad_points.lag_days", "Ad points wait before release", 1,
         "ASSUMPTION: released from the day after the order, S-1 names no wait", low=1,
         slider=(1, 90)),
    days("ad_points.expiry_days", "Ad points lapse after", None,
         "ASSUMPTION: S-1 names no end", low=1, optional=True, slider=(1, 1095),
         when=(given("ad_points.rule", "grant"),)),
)

GATE = (
    choice("release_gate.measure", "Growth measured on", "sales",
           "ASSUMPTION: gates were found on the pool's growth (Wodian: 15% a month; C, D)", {
               "sales": "sales", "contribution": "contributions"}, when=_GATED),
    days("release_gate.period_days", "Growth looked at every", 30,
         "ASSUMPTION: a month (Wodian; C, D)", low=1, slider=(1, 180), when=_GATED),
    declare("release_gate.min_growth", "Released only if growth is at least", "share", None,
            "ASSUMPTION: no gate; 15% a month was found (Wodian; C, D)", low=-1.0, high=10.0,
            display="percent", step=0.01, slider=(0.0, 1.0), optional=True),
    choice("release_gate.while_closed", "While the gate is closed", "deferred",
           "ASSUMPTION: ad points wait where they are", {
               "deferred": "release is deferred", "queued": "what is due is queued",
               "lapsed": "what is due lapses"}, when=_GATED),
)

PAYOUT_LIMIT = (
    share("payout_limit.share_of_sales", "Released ad points paid up to, of sales", None,
          "ASSUMPTION: no limit; payouts up to a part of turnover were found", optional=True),
    choice("payout_limit.unpaid", "What is not paid", "queued",
           "ASSUMPTION: it stays owed", {"queued": "stays owed", "lapsed": "lapses"},
           when=_LIMITED),
)

VOUCHERS = (
    share("wallet.voucher_share", "Income paid in vouchers", 0.0,
          "ASSUMPTION: S-6 pays in money; shop credit is what operators use most", step=0.05),
    share("wallet.voucher_price_share", "Of a price paid by vouchers", 1.0,
          "ASSUMPTION: vouchers count as money in the shop", step=0.05, above_low=True,
          slider=(0.05, 1.0), when=_VOUCHERS),
    share("wallet.voucher_spend_rate", "Vouchers spent", 0.0,
          "ASSUMPTION: no figure was found", unit="per_day", step=0.005, slider=(0.0, 0.2),
          lever=False, when=_VOUCHERS),
    share("wallet.voucher_lapse_rate", "Vouchers that lapse", 0.0,
          "ASSUMPTION: no figure was found", unit="per_day", step=0.001, slider=(0.0, 0.1),
          when=_VOUCHERS),
)

OF_CAMPAIGNS = (
    days("campaigns.*.lock_days", "Points are locked for", 0,
         "ASSUMPTION: S-3 locks nothing; locked selling was found", slider=(0, 365)),
    share("campaigns.*.sale_limit", "Sold at most, of a holding", 1.0,
          "ASSUMPTION: S-3 limits nothing; rationed selling was found", unit="per_day", step=0.01),
    choice("campaigns.*.cap_payout", "Paid at the cap", "market",
           "ASSUMPTION: what the sale brings, which may be more than the cap", {
               "market": "what the points bring", "clipped": "never more than the cap"}),
    money("campaigns.*.price_floor", "Price floor", 0.0,
          "ASSUMPTION: S-20 promises none by rule", unit="yuan_per_point", step=0.1,
          slider=(0.0, 10.0)),
    money("campaigns.*.price_ceiling", "A round ends at the price", None,
          "ASSUMPTION: S-20 ends no round; ceilings with a new round were found",
          unit="yuan_per_point", above_low=True, step=1.0, slider=(2.0, 100.0), optional=True),
)

ALL = frozenset(parameter.field for parameter in (
    *LIMITS, *IDENTITY, *RELEASES, *GATE, *PAYOUT_LIMIT, *VOUCHERS, *OF_CAMPAIGNS,
))
"""Every field of a control."""

NEUTRAL: Mapping[str, object] = {
    "ad_points.lag_days": 1, "wallet.voucher_share": 0.0,
    **{f"campaigns.*.{field}": value for field, value in (
        ("lock_days", 0), ("sale_limit", 1.0), ("cap_payout", "market"), ("price_floor", 0.0),
    )},
}
"""Controls that are always given, by the value with which they do nothing."""

SWITCHES = (
    "ad_points.expiry_days", "release_gate.min_growth", "payout_limit.share_of_sales",
    "campaigns.*.price_ceiling", "limits.*.limit",
)
"""Controls that do something wherever they are given."""

OF_RELEASES = (
    "ad_points.lag_days", "ad_points.expiry_days", "release_gate.min_growth",
    "payout_limit.share_of_sales",
)
"""Controls without which ad points release as they do by model.md alone."""

CUT = "release_cut"
"""The kind of event that is one."""
