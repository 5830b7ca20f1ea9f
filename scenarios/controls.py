"""Controls ready-made: each as operators were found to use it, and a scenario without it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from model import Scenario, ScenarioError
from model.terms.controls import CUT, NEUTRAL
from model.terms.parameters import pattern
from model.terms.rows import with_row, without_row
from wording import mark

REWARDED, CUTS = "rewarded", "cut"
"""Rows that are added: a limit on spending that earns points, a cut of the release rate."""
BEFORE_CEILING = 10.0
"""A round ends when the price is so many times the issue price."""


@dataclass(frozen=True)
class Control:
    """`label`: what it is called ready-made, `kind` whatever its values; `terms`: fields (patterns)
    with the values that it comes with, or a function that gives the scenario with it; `field` says
    whether it is in force."""

    kind: str
    label: str
    terms: Mapping[str, object] | Callable[[Scenario], Scenario]
    field: str

    def put(self, scenario: Scenario) -> Scenario:
        """The scenario with it. Raises ScenarioError where it does not go with the rest."""
        if callable(self.terms):
            return self.terms(scenario)
        return scenario.replace({
            name: self.terms[pattern(name)] for name in scenario.possible_names
            if pattern(name) in self.terms})

    def without(self, scenario: Scenario) -> Scenario:
        """The scenario without it; the same where it has none."""
        if self.field == "limits.*.limit":
            return _without_rows(scenario, "limits", scenario.rows("limits"))
        if self.field == CUT:
            return _without_rows(scenario, "events", _cuts(scenario))
        return scenario.replace({
            name: NEUTRAL.get(self.field) for name in scenario.possible_names
            if pattern(name) == self.field})

    def is_on(self, scenario: Scenario) -> bool:
        """Whether a scenario has it."""
        return self.without(scenario) != scenario


def _cuts(scenario: Scenario) -> tuple[str, ...]:
    return tuple(row for row in scenario.rows("events") if scenario[f"events.{row}.kind"] == CUT)


def _without_rows(scenario: Scenario, table: str, rows: tuple[str, ...]) -> Scenario:
    for row in rows:
        scenario = without_row(scenario, table, row)
    return scenario


def _with_limit(scenario: Scenario) -> Scenario:
    more = with_row(scenario, "limits", REWARDED)
    return more.replace({f"limits.{REWARDED}.on": "earning", f"limits.{REWARDED}.limit": 1000.0})


def _with_cut(scenario: Scenario) -> Scenario:
    more = with_row(scenario, "events", CUTS)
    half = int(scenario.number("horizon.days")) // 2
    return more.replace({f"events.{CUTS}.kind": CUT}).replace({f"events.{CUTS}.day": half})


def _with_ceiling(scenario: Scenario) -> Scenario:
    return scenario.replace({
        f"campaigns.{row}.price_ceiling":
            BEFORE_CEILING * scenario.number(f"campaigns.{row}.issue_price")
        for row in scenario.rows("campaigns")})


def _with_floor(scenario: Scenario) -> Scenario:
    return scenario.replace({
        f"campaigns.{row}.price_floor": scenario.number(f"campaigns.{row}.issue_price")
        for row in scenario.rows("campaigns")})


CONTROLS: Mapping[str, Control] = MappingProxyType({
    "gate": Control(
        mark("Release gate"), mark("Release gate at 15% growth a month"),
        {"release_gate.min_growth": 0.15}, "release_gate.min_growth"),
    "payouts": Control(
        mark("Limit on payouts"), mark("Releases up to 20% of sales"),
        {"payout_limit.share_of_sales": 0.2}, "payout_limit.share_of_sales"),
    "vouchers": Control(
        mark("Vouchers"), mark("Half of income in vouchers"),
        {"wallet.voucher_share": 0.5, "wallet.voucher_price_share": 0.5,
         "wallet.voucher_spend_rate": 0.02}, "wallet.voucher_share"),
    "lag": Control(
        mark("Wait of ad points"), mark("Ad points wait 30 days"),
        {"ad_points.lag_days": 30}, "ad_points.lag_days"),
    "expiry": Control(
        mark("Lapse of ad points"), mark("Ad points lapse after a year"),
        {"ad_points.expiry_days": 365}, "ad_points.expiry_days"),
    "cut": Control(
        mark("Cut of the release rate"), mark("Release rate halved at half-time"), _with_cut, CUT),
    "limit": Control(
        mark("Purchase limits"), mark("Points on the first 1,000 yuan only"), _with_limit,
        "limits.*.limit"),
    "lock": Control(
        mark("Lock of points"), mark("Points locked for 180 days"),
        {"campaigns.*.lock_days": 180}, "campaigns.*.lock_days"),
    "rationed": Control(
        mark("Limit on sales a day"), mark("At most 1% of a holding sold a day"),
        {"campaigns.*.sale_limit": 0.01}, "campaigns.*.sale_limit"),
    "clipped": Control(
        mark("Clipped cap"), mark("Never more than the cap"),
        {"campaigns.*.cap_payout": "clipped"}, "campaigns.*.cap_payout"),
    "floor": Control(
        mark("Price floor"), mark("Price never below the issue price"), _with_floor,
        "campaigns.*.price_floor"),
    "ceiling": Control(
        mark("Price ceiling"), mark("A round ends at ten times the issue price"), _with_ceiling,
        "campaigns.*.price_ceiling"),
})
"""By name, in the order in which the page shows them."""


def without_any(scenario: Scenario) -> Scenario:
    """The scenario without any control."""
    for control in CONTROLS.values():
        scenario = control.without(scenario)
    return scenario


def put(scenario: Scenario, name: str) -> Scenario | None:
    """The scenario with a control, None where it does not go with the rest."""
    try:
        return CONTROLS[name].put(scenario)
    except ScenarioError:
        return None
