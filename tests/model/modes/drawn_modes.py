"""Random rows of `modes` over every kind, end and shortfall, and scenarios that have some."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from model import Scenario
from tests.model.random_scenarios import controlled, documents, grid, named, share

Table = dict[str, Any]


def chances(low: float, high: float) -> st.SearchStrategy[float]:
    return grid(low, high, 100)


OWN = {
    "rebate": st.fixed_dictionaries({
        "funding_basis": st.sampled_from(["mode", "shop"]),
        "payout_multiple": st.sampled_from([0.1, 0.5, 1.0, 1.3, 3.0, 20.0]),
        "head_share": share(),
        "pot_release_rate": chances(0.05, 1.0),
    }, optional={"claim_days": st.integers(1, 30)}),
    "chain": st.fixed_dictionaries({
        "pack_price": st.sampled_from([99.0, 499.0, 1e4]),
        "direct_bonus": grid(0.0, 200.0),
        "team_bonus": grid(0.0, 300.0),
        "leave_count": st.integers(1, 10),
        "recruiting_share": chances(0.05, 1.0),
    }),
    "draw": st.fixed_dictionaries({
        "group_size": st.integers(5, 20),
        "winners": st.integers(1, 4),
        "loser_reward": grid(0.0, 0.1),
        "winner_fund": st.sampled_from([0.0, 0.5, 1.0, 5.0]),
        "fund_release_rate": st.sampled_from([0.03, 0.05, 0.3, 0.7, 1.0]),
    }),
    "resale": st.fixed_dictionaries({
        "yield_rate": grid(0.0, 0.1),
        "listing_fee": grid(0.0, 0.05),
        "listing_commission": grid(0.0, 0.05),
        "rollover_share": share(),
    }),
    "presale": st.fixed_dictionaries({
        "stage_days": st.integers(1, 12),
        "stages_held": st.integers(1, 5),
        "first_target": st.sampled_from([10.0, 1000.0, 1e5]),
        "stage_growth": grid(0.0, 0.3),
        "stage_yield": grid(0.0, 0.3),
        "failure_payout": share(),
    }),
}


@st.composite
def mode(draw: st.DrawFn, days: int) -> Table:
    """One mode of any kind."""
    kind = draw(st.sampled_from(sorted(OWN)))
    takes_money = kind in ("resale", "presale")
    row = {
        "kind": kind,
        "start_day": draw(st.integers(0, days)),
        "orders": draw(st.sampled_from(["all", "first", "repeat"])),
        "deposit_share" if takes_money else "order_share": draw(share()),
        **draw(OWN[kind]),
    }
    if not takes_money:
        row["funding_share"] = draw(share())
    if kind != "rebate":
        row["shortfall"] = draw(st.sampled_from(["platform", "stop"]))
    if draw(st.booleans()):
        row["run_days"] = draw(st.integers(0, days))
    if draw(st.booleans()):
        row["settlement_share"] = draw(share())
    return row


@st.composite
def with_modes(draw: st.DrawFn, longest: int = 90, controls: bool = False) -> Scenario:
    """A random scenario with one to four modes, or with controls and up to four."""
    document = draw(documents(longest))
    if controls:
        document = draw(controlled(document))
    days = document["horizon"]["days"]
    rows = draw(st.lists(mode(days), min_size=0 if controls else 1, max_size=4))
    content = {key: value for key, value in document.items() if key != "format"}
    return Scenario.from_values(content | {"modes": named("mode_", rows)})
