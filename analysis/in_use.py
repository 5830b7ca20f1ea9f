"""Whether an assumption takes part in a scenario at all, by what stands in other tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from model import Scenario
from model.terms.gates import closed_gate
from model.terms.parameters import pattern

OF_MEMBERS = ("segments", "campaigns", "ad_points", "referral", "wallet", "members")
"""Tables without effect where nobody joins."""
LIKE_THEM = ("growth.imitation", "platform.cost_share_of_sales")


def is_idle(scenario: Scenario, name: str) -> bool:
    """Whether no reading of this scenario depends on an assumption, by its dotted name."""
    field, table = pattern(name), name.partition(".")[0]
    if closed_gate(scenario, name):
        return True
    if (table in OF_MEMBERS or field in LIKE_THEM) and not _somebody_joins(scenario):
        return True
    row = name.split(".")[1]
    nobody = table == "segments" and not scenario.number(f"segments.{row}.share")
    return nobody or (field in IDLE and IDLE[field](scenario, row))


def _somebody_joins(scenario: Scenario) -> bool:
    curve = scenario["growth.curve"]
    if curve == "series":
        return any(scenario["growth.series"])  # type: ignore[arg-type]
    needed = {
        "bass": ("growth.market_size", "growth.innovation"), "constant": ("growth.daily_joins",),
        "exponential": ("growth.daily_joins", "growth.peak_daily_joins"),
    }
    return all(scenario.number(name) > 0.0 for name in needed[str(curve)])


def _sold(scenario: Scenario, *roles: str) -> list[str]:
    """Rows of products of these roles that are sold."""
    return [row for row in scenario.rows("products")
            if scenario[f"products.{row}.role"] in roles and scenario.number(f"products.{row}.mix")]


def _earned(scenario: Scenario, field: str) -> bool:
    """Whether a product that earns points has a positive `field`."""
    return any(scenario.number(f"products.{row}.{field}")
               for row in _sold(scenario, "enrolment", "repurchase"))


def _released(scenario: Scenario) -> bool:
    return _earned(scenario, "ad_point_rate") and scenario.number("ad_points.release_rate") > 0.0


def _commissions(scenario: Scenario) -> bool:
    """Whether uplines get anything, or are promised it on points not yet released."""
    on_order = scenario["referral.basis"] == "order"
    names = ("order_direct", "order_indirect") if on_order else ("direct", "indirect")
    return (on_order or _earned(scenario, "ad_point_rate")) and any(
        scenario.number(f"referral.{name}") for name in names)


def _no_income(scenario: Scenario, _row: str = "") -> bool:
    """Whether wallets stay empty."""
    earns = _released(scenario) or _earned(scenario, "gift_share") or _commissions(scenario)
    return not earns


def _alone(scenario: Scenario, _row: str) -> bool:
    shares = [scenario.number(f"segments.{row}.share") for row in scenario.rows("segments")]
    return sum(share > 0.0 for share in shares) < 2


def _no_repeats(scenario: Scenario, _row: str) -> bool:
    return not _sold(scenario, "repurchase")


def _nobody_reorders(scenario: Scenario, _row: str) -> bool:
    number = scenario.number
    return _no_repeats(scenario, _row) or not any(
        number(f"segments.{row}.share") * number(f"segments.{row}.reorder_interval")
        for row in scenario.rows("segments"))


def _nothing_to_watch_for(scenario: Scenario, _row: str) -> bool:
    return not _released(scenario) and not scenario.number("ad_points.ads_per_task")


def _nothing_to_leave_behind(scenario: Scenario, _row: str) -> bool:
    """As above; but points that are never released are left behind by who stops watching."""
    return not _earned(scenario, "ad_point_rate") and _nothing_to_watch_for(scenario, _row)


def _nobody_watches(scenario: Scenario, _row: str) -> bool:
    return not any(scenario.number(f"segments.{row}.share")
                   * scenario.number(f"segments.{row}.task_completion")
                   for row in scenario.rows("segments"))


def _nothing_to_spend_on(scenario: Scenario, _row: str) -> bool:
    at_once = scenario["wallet.withdraw_share"] == 1.0
    return at_once or not _sold(scenario, "wallet") or _no_income(scenario)


def _nothing_to_sell(scenario: Scenario, row: str) -> bool:
    late = scenario.number(f"campaigns.{row}.start_day") >= scenario.number("horizon.days")
    return late or scenario[f"campaigns.{row}.issue_days"] == 0 or not _earned(
        scenario, "gift_share")


def _no_money_of_agents(scenario: Scenario, row: str) -> bool:
    return not scenario.number(f"agents.{row}.fee") and not scenario.number(f"agents.{row}.rate")


IDLE: Mapping[str, Callable[[Scenario, str], bool]] = {
    "segments.*.share": _alone,
    "segments.*.reorder_interval": _no_repeats,
    "segments.*.reorder_scale": _no_repeats,
    "segments.*.retention_half_life": _no_repeats,
    "segments.*.task_completion": _nothing_to_watch_for,
    "segments.*.attention_half_life": _nothing_to_leave_behind,
    "campaigns.*.voluntary_sale_rate": _nothing_to_sell,
    "ad_points.revenue_per_view": _nobody_watches,
    "referral.sponsored_share": lambda scenario, _row: not _commissions(scenario),
    "agents.*.sold_share": _no_money_of_agents,
    "agents.*.ramp_days": _no_money_of_agents,
    "members.order_rate_spread": _nobody_reorders,
    "wallet.withdraw_share": _no_income,
    "wallet.spend_rate": _nothing_to_spend_on,
}
"""By field, when it takes no part, besides what its declaration says."""
