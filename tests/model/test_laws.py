"""Laws of the model over random scenarios (model.md sections 5 to 7); conservation stands apart."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from model import Run, Scenario, readings, simulate, summarise
from model.laws import theory
from model.laws.issuance import mint_by_order
from model.laws.ledger import Ledger
from model.terms.declarations import MONEY_LIMIT
from model.terms.parameters import declared
from tests.model.drawn import few_examples, scenarios, values_of
from tests.model.random_scenarios import Table, documents
from tests.model.rich_scenario import RICH

ROOT = Path(__file__).parents[2]

# What the issue allows between two ways of computing the same run (model.md section 5: the law of
# issue itself is good to 1e-12).
SAME_RUN = 1e-12

LEAST_NORMAL = float(np.finfo(float).tiny)
"""Below it a double has fewer digits, and halving is no longer exact."""

PLAIN = """
import pickle, sys
from model import Scenario, simulate
from tests.model.test_laws import every_figure
documents = pickle.load(sys.stdin.buffer)
runs = [simulate(Scenario.from_values(document)) for document in documents]
pickle.dump([dict(every_figure(run, 0)) for run in runs], sys.stdout.buffer)
"""


def every_figure(run: Run, scenario: int) -> Iterator[tuple[str, NDArray[np.float64]]]:
    """All series, flows, groups and readings of one scenario of a run, by name."""
    for kind, table in (("daily", run.daily), ("campaigns", run.campaigns), ("cash", run.cash)):
        for name, values in table.items():
            yield f"{kind}.{name}", values[scenario]
    for name in ("members", "spent", "received", "redeemed", "released", "holdings", "exit_day"):
        yield f"groups.{name}", getattr(run.groups, name)[scenario]
    for name, values in readings.summary(run).items():
        yield f"summary.{name}", values[scenario]


def assert_same_run(found: dict[str, Any], expected: dict[str, Any]) -> None:
    """Equal figures; what is a difference of large numbers is compared by their size."""
    assert found.keys() == expected.keys()
    for name, values in expected.items():
        scale = np.max(np.abs(values), initial=0.0, where=np.isfinite(values))
        np.testing.assert_allclose(
            found[name], values, rtol=SAME_RUN, atol=SAME_RUN * scale, err_msg=name
        )


@st.composite
def modest_gifts(draw: st.DrawFn) -> Scenario:
    """Scenarios whose gift, boosted, never exceeds the contribution."""
    values = values_of(draw(documents(90)))
    for row in values["products"].values():
        row["gift_share"] = min(1.0, row["gift_share"])
    largest = max(row["gift_share"] for row in values["products"].values())
    for row in values["campaigns"].values():
        row["closing_boost"] = min(row["closing_boost"], 1.0 / largest if largest else 1.0)
    return Scenario.from_values(values)


def with_points(run: Run, campaign: str) -> NDArray[np.bool_]:
    """Days, from the second on, at whose start and end the started campaign has points."""
    points = run.campaigns["points"][0, run.campaign_ids.index(campaign)]
    started = np.arange(points.size) > run.scenario[f"campaigns.{campaign}.start_day"]
    return ((points > 0.0) & (np.roll(points, 1) > 0.0) & started)[1:]


@few_examples
@given(modest_gifts())
def test_price_never_falls_while_the_gift_is_at_most_the_contribution(scenario: Scenario) -> None:
    run = simulate(scenario)
    for number, campaign in enumerate(run.campaign_ids):
        kept = with_points(run, campaign)
        opening = run.campaigns["price"][0, number, :-1][kept]
        before_sales = run.campaigns["price_before_sales"][0, number, 1:][kept]
        closing = run.campaigns["price"][0, number, 1:][kept]
        assert (before_sales >= opening * (1.0 - SAME_RUN)).all(), campaign
        assert (closing >= before_sales * (1.0 - SAME_RUN)).all(), campaign


def test_price_falls_in_a_closing_promotion_that_gifts_more_than_the_contribution() -> None:
    scenario = Scenario.from_values(RICH).replace({"campaigns.main.closing_boost": 3.0})
    run = simulate(scenario)
    price = run.campaigns["price_before_sales"][0, 0, 19:25]
    assert (np.diff(price) < 0.0).all()
    assert (np.diff(run.campaigns["price_before_sales"][0, 0, 5:19]) > 0.0).all()


@few_examples
@given(scenarios())
def test_sales_move_the_price_by_the_law_of_small_pieces(scenario: Scenario) -> None:
    run = simulate(scenario)
    for number, campaign in enumerate(run.campaign_ids):
        fee = scenario[f"campaigns.{campaign}.sell_fee"]
        kept = fee * (1.0 - scenario[f"campaigns.{campaign}.fee_to_platform"])
        points, sold = (run.campaigns[name][0, number] for name in ("points", "points_burned"))
        days = np.flatnonzero((sold > 0.0) & (points > 0.0))
        before = run.campaigns["price_before_sales"][0, number, days]
        closing = run.campaigns["price"][0, number, days]
        # The law takes what is left from recorded points; log(left/all) may reach -21, each
        # operation rounds once.
        part_left = points[days] / (points[days] + sold[days])
        np.testing.assert_allclose(closing * part_left**kept, before, rtol=1e-11)


@few_examples
@given(scenarios(60), st.data())
def test_a_batch_gives_what_its_scenarios_give_one_by_one(
    scenario: Scenario, data: st.DataObject
) -> None:
    names = [
        name
        for name in scenario.names()
        if declared(name).kind == "number" and not name.endswith((".price", "initial_points"))
    ]
    chosen = data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=4, unique=True))
    factors = np.array([1.0, 0.9, 0.5])
    vary = {name: lowered(scenario, name, factors) for name in chosen}
    batch, brief = simulate(scenario, vary), summarise(scenario, vary)
    for number in range(factors.size):
        changes = {name: values[number] for name, values in vary.items()}
        single = dict(every_figure(simulate(scenario.replace(changes)), 0))
        assert_same_run(dict(every_figure(batch, number)), single)
        for name, values in brief.items():
            np.testing.assert_allclose(values[number], single[f"summary.{name}"], rtol=SAME_RUN)


def lowered(scenario: Scenario, name: str, factors: NDArray[np.float64]) -> NDArray[np.float64]:
    """A number times factors of at most 1, kept in its range."""
    values = float(scenario[name]) * factors
    low = declared(name).low
    return values if low is None else np.maximum(values, low)


@few_examples
@given(scenarios(60), st.integers(1, 60))
def test_a_longer_horizon_changes_no_earlier_day(scenario: Scenario, more: int) -> None:
    days = scenario["horizon.days"]
    short, long = (
        simulate(scenario.replace({"horizon.days": horizon})) for horizon in (days, days + more)
    )
    for table in ("daily", "campaigns", "cash"):
        for name, values in getattr(short, table).items():
            np.testing.assert_allclose(
                getattr(long, table)[name][..., :days], values, rtol=SAME_RUN, err_msg=name
            )


def test_compiled_code_gives_what_plain_python_gives() -> None:
    """The same kernels in a process of their own, uncompiled, on short and eventful runs."""
    order_by_order = Scenario.from_values(RICH).replace({"horizon.days": 45})
    by_grant = order_by_order.replace(
        {
            "ad_points.rule": "grant",
            "ad_points.missed_day": "forfeited",
            "growth.curve": "series",
            "campaigns.main.cap_measure": "net",
            "campaigns.main.pricing": "day",
        }
    )
    documents = [order_by_order.values, by_grant.values]
    plain = subprocess.run(
        [sys.executable, "-c", PLAIN],
        input=pickle.dumps(documents),
        cwd=ROOT,
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
        check=True,
        capture_output=True,
    )
    for document, expected in zip(documents, pickle.loads(plain.stdout), strict=True):
        run = simulate(Scenario.from_values(document))
        assert_same_run(dict(every_figure(run, 0)), expected)


@pytest.mark.parametrize("orders", [1, 2, 7, 40])
@pytest.mark.parametrize("opening", [(0, 0), (120, 0), (500, 400)], ids=str)
def test_a_day_s_orders_mint_what_the_ledger_mints_one_by_one(
    orders: int, opening: tuple[int, int]
) -> None:
    pool, points = opening
    ledger = Ledger(pool=Ledger().pool + pool, points=Ledger().points + points)
    for _ in range(orders):
        ledger = ledger.order(300, "0.7")
    minted = mint_by_order(float(pool), float(points), 300.0 * orders, float(orders), 0.7, 1.0)
    assert minted == pytest.approx(float(ledger.points - points), rel=SAME_RUN)


def test_a_run_of_whole_orders_is_the_ledger_day_by_day() -> None:
    values = values_of(RICH) | {
        "horizon": {"days": 60},
        "growth": {"curve": "constant", "daily_joins": 3.0},
        "segments": {"all": {"share": 1.0}},
        "products": {"bundle": {"role": "enrolment"}},
        "campaigns": {"main": {"cap_multiple": 20.0}},
        "events": {},
    }
    price = simulate(Scenario.from_values(values)).daily["price"][0]
    ledger, expected = Ledger(), []
    for order in range(180):
        ledger = ledger.order(300, "0.7")
        if order % 3 == 2:
            expected.append(float(ledger.price))
    # Sixty days, each with the rounding of the issue law.
    np.testing.assert_allclose(price, expected, rtol=60 * 1e-14)
    np.testing.assert_allclose(
        price, theory.price_after_orders(3.0 * np.arange(1, 61), 0.7), rtol=60 * 1e-14
    )


@few_examples
@given(scenarios())
def test_results_do_not_depend_on_the_unit_of_money(scenario: Scenario) -> None:
    """Every amount in units of two yuan: points stay, money halves (a power of two: exactly)."""
    money = [
        name
        for name in scenario.names()
        if declared(name).display == "money" and not name.endswith("initial_points")
    ]
    halved = simulate(scenario.replace({name: scenario[name] / 2.0 for name in money}))
    run = simulate(scenario)
    for name in ("points", "minted", "points_burned"):
        np.testing.assert_allclose(halved.campaigns[name], run.campaigns[name], rtol=SAME_RUN)
    for name in ("price", "pool", "redeemed"):
        np.testing.assert_allclose(2.0 * halved.campaigns[name], run.campaigns[name], rtol=SAME_RUN)
    for name, values in run.cash.items():
        np.testing.assert_allclose(
            2.0 * halved.cash[name], values, rtol=SAME_RUN, atol=LEAST_NORMAL, err_msg=name
        )
    np.testing.assert_array_equal(halved.groups.exit_day, run.groups.exit_day)


@few_examples
@given(scenarios())
def test_breakeven_revenue_is_the_least_that_keeps_cash_from_going_negative(
    scenario: Scenario,
) -> None:
    revenue = float(readings.summary(simulate(scenario))["breakeven_revenue_per_view"][0])
    if np.isnan(revenue):
        assert lowest_cash(scenario, MONEY_LIMIT)[0] < 0.0
    elif revenue <= MONEY_LIMIT:
        lowest, rounding = lowest_cash(scenario, revenue)
        assert lowest >= -rounding
        assert revenue == 0.0 or lowest_cash(scenario, 0.999 * revenue)[0] < 0.0


def lowest_cash(scenario: Scenario, revenue_per_view: float) -> tuple[float, float]:
    """Lowest operating cash of a run, and what of it may be rounding: 1e-11 of all that moved."""
    run = simulate(scenario.replace({"ad_points.revenue_per_view": revenue_per_view}))
    moved = abs(float(scenario["platform.initial_cash"]))
    moved += sum(np.abs(flow).sum() for flow in run.cash.values())
    return run.daily["operating_cash"].min(), 1e-11 * moved


@few_examples
@given(scenarios())
def test_a_higher_cap_never_brings_the_first_exit_forward(scenario: Scenario) -> None:
    """Until the first exit both runs are the same, and then only the lower cap is reached."""
    caps = [f"campaigns.{row}.cap_multiple" for row in scenario.rows("campaigns")]
    higher = scenario.replace({name: min(20.0, 2.0 * scenario[name]) for name in caps})
    assert first_exit(simulate(higher)) >= first_exit(simulate(scenario))


def first_exit(run: Run) -> int:
    exits = run.groups.exit_day[0]
    members = np.broadcast_to(run.groups.members[0] > 0.0, exits.shape)
    return int(np.min(exits, initial=run.days, where=(exits >= 0) & members))


@st.composite
def single_orders(draw: st.DrawFn) -> Scenario:
    """One campaign, nobody orders twice or sells before the cap, which counts spending."""
    values = values_of(draw(documents(90)))
    for row in values["segments"].values():
        row["reorder_interval"] = 0.0
    name, campaign = next(iter(values["campaigns"].items()))
    values["campaigns"] = {name: campaign | {"cap_base": "spend", "voluntary_sale_rate": 0.0}}
    values["events"] = {}
    return Scenario.from_values(values)


@few_examples
@given(single_orders())
def test_all_who_leave_at_the_cap_are_paid_for_in_sum(scenario: Scenario) -> None:
    """The bound of section 7: forced exits never cost the pool less than their caps add up to."""
    run = simulate(scenario)
    (campaign,) = run.campaign_ids
    gross = scenario[f"campaigns.{campaign}.cap_measure"] == "gross"
    fee = scenario[f"campaigns.{campaign}.sell_fee"] if gross else 0.0
    cap = scenario[f"campaigns.{campaign}.cap_multiple"] * (1.0 - fee)
    spent = (run.groups.members * run.groups.spent)[0]
    left = run.groups.exit_day[0, 0] >= 0
    # Exits count from within 1e-12 of the cap on; sums of up to 360 groups.
    assert cap * spent[left].sum() <= run.daily["redeemed"][0].sum() * (1.0 + 1e-11)


@pytest.mark.parametrize(
    ("field", "factor", "direction"),
    [
        ("ad_points.revenue_per_view", 1.5, 1),
        ("platform.initial_cash", 1.5, 1),
        ("wallet.withdrawal_fee", 2.0, 1),
        ("platform.fixed_cost_per_day", 1.5, -1),
        ("platform.payment_fee", 1.5, -1),
        ("platform.cost_share_of_sales", 1.5, -1),
        ("agents.city.rate", 1.5, -1),
    ],
)
def test_cash_moves_with_its_terms(field: str, factor: float, direction: int) -> None:
    scenario = Scenario.from_values(RICH)
    before, after = (
        simulate(changed).daily["operating_cash"][0]
        for changed in (scenario, scenario.replace({field: factor * scenario[field]}))
    )
    assert (direction * (after - before)[1:] > 0.0).all()


def test_price_drivers_add_up_to_the_price() -> None:
    run = simulate(Scenario.from_values(RICH))
    drivers = readings.price_drivers(run)
    total = sum(np.cumsum(change, axis=-1) for change in drivers.values())
    issue = [[run.scenario[f"campaigns.{row}.issue_price"]] for row in run.campaign_ids]
    # A running sum of 80 logarithms.
    np.testing.assert_allclose(total[0], np.log(run.campaigns["price"][0] / issue), atol=1e-11)


def test_splitting_a_segment_in_two_changes_nothing() -> None:
    values: Table = Scenario.from_values(RICH).values
    halves = {
        f"{name}_{half}": row | {"share": row["share"] / 2.0}
        for name, row in values["segments"].items()
        for half in ("a", "b")
    }
    whole, split = (
        simulate(Scenario.from_values(values | {"segments": rows}))
        for rows in (values["segments"], halves)
    )
    for name, series in whole.daily.items():
        # Sums over twice as many groups: each rounds anew, and the price carries it on.
        np.testing.assert_allclose(split.daily[name], series, rtol=1e-11, err_msg=name)
