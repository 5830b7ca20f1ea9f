"""What the pages Modes and Controls say is what the run holds, and what controls.md 4 found."""

import math

import numpy as np
import pytest

import scenarios
from answers import controls, limited, members, modes, overview, releases, treasury
from answers.figures import ANSWERS, of_page
from answers.pulled import figures, pulled, together
from answers.results import computed
from answers.scene import Scene
from answers.tables.controls import name_of
from model import simulate
from model.readings import rotation
from model.terms.rows import with_row
from scenarios.controls import CONTROLS, without_any
from scenarios.templates import TEMPLATES, with_template
from wording import Words

EN = Words("en")


@pytest.fixture(scope="module")
def now():
    return computed(scenarios.load("rotation_of_modes").scenario)


def test_a_rotation_is_told_by_its_days_and_what_it_leaves(now) -> None:
    found = {each.row: each for each in rotation.stages(now.run)}
    assert {row: (each.opens, each.closes) for row, each in found.items()} == {
        "main": (0, 180), "queue": (180, 360), "chain": (360, 540), "box": (540, 720)}
    owed = now.run.daily["owed.queue"][0]
    assert (found["queue"].owed, found["queue"].owed_at_end) == (owed[359], owed[-1])
    assert found["queue"].done == now.run.days
    assert found["box"].done == 1 + np.flatnonzero(now.run.daily["owed.box"][0] > 0.0)[-1]
    assert found["box"].short == now.summary["first_short_day.box"]
    late = rotation.stages(simulate(now.run.scenario.replace({"modes.box.start_day": 5000})))
    assert "box" not in {each.row for each in late}


def test_months_of_entry_add_up_to_the_accounts(now) -> None:
    found, run = rotation.by_entry_month(now.run), now.run
    for m, row in enumerate(run.modes.ids):
        sums = {name: values[0, m].sum() for name, values in found.items()}
        assert sums["entered"] == pytest.approx(now.summary[f"entered.{row}"])
        assert sums["owed"] == pytest.approx(run.daily[f"owed.{row}"][0, -1], abs=1e-3)
        assert sums["received"] == pytest.approx(run.daily[f"paid.{row}"][0].sum(), rel=1e-6)
        is_open = run.daily[f"entered.{row}"][0] > 0.0
        assert sums["put_in"] == pytest.approx(run.daily[f"funded.{row}"][0, is_open].sum())


def test_a_closed_form_stands_next_to_what_the_run_gave(now) -> None:
    rows = {tuple(row.values())[:2]: tuple(row.values())[2:]
            for row in modes.tables(Scene(now, now, EN))[2].rows}
    assert rows["2+1 chain", "Bonuses for each sponsored position"] == ("¥300.00", "¥300.00")
    by_law, here = rows["queue rebate", "Part made whole, at most"]
    assert by_law == here == EN.percent(now.summary["made_whole_share.queue"])


def test_without_modes_the_page_says_so_and_reports_leave_it_out() -> None:
    plain = computed(scenarios.load("as_pitched").scenario)
    assert modes.verdict(plain, EN) == "There is no mode besides the pools."
    assert not modes.tables(Scene(plain, plain, EN))
    assert not modes.SHOWN.applies(plain.run.scenario)
    assert not controls.SHOWN.applies(plain.run.scenario)


def test_controls_move_what_the_contract_found() -> None:
    """Pitched terms over 730 days (controls.md 4)."""
    pitched = scenarios.load("as_pitched").scenario.replace({"horizon.days": 730})
    found = {each.name: each for each in pulled(pitched)}
    free = found["gate"].before
    assert free["first_negative_day"] == 435
    assert free["recovered_multiple"] == pytest.approx(0.39, abs=0.005)
    for name, back, owed, arrears in (("gate", 0.10, 201e6, 0.0), ("payouts", 0.16, 200e6, 105e6)):
        after = found[name].after
        assert np.isnan(after["first_negative_day"])
        assert after["recovered_multiple"] == pytest.approx(back, abs=0.005)
        assert after["unfunded_promise"] == pytest.approx(owed, rel=0.005)
        assert after["peak_arrears"] == pytest.approx(arrears, rel=0.005)
    assert (found["limit"].before["exit_share"], found["limit"].after["exit_share"]) == (
        pytest.approx(0.0013, abs=5e-5), pytest.approx(0.018, abs=5e-4))
    assert found["limit"].after["unrewarded_share"] == pytest.approx(0.46, abs=0.005)


def test_what_is_in_force_is_taken_off_again() -> None:
    pitched = scenarios.load("as_pitched").scenario
    for name, control in CONTROLS.items():
        more = control.put(pitched)
        assert control.is_on(more) != control.is_on(pitched) or name == "expiry", name
        assert figures(without_any(more)) == figures(pitched), name
    both = scenarios.load("gate_and_vouchers").scenario
    assert {each.name for each in pulled(both) if each.on} == {"gate", "vouchers"}
    assert together(both).before == figures(pitched)
    assert "(in force)" in controls.tables(Scene(computed(both), computed(pitched), EN))[0].rows[1][
        "Control"]


def test_a_control_in_force_is_called_by_its_kind_whatever_its_values() -> None:
    """Ready-made labels name the values that it comes with; those in force may be others."""
    strict = scenarios.load("gate_and_vouchers").scenario.replace({"release_gate.min_growth": 0.4})
    found = {each.name: name_of(each, EN) for each in pulled(strict)}
    assert found["gate"] == "Release gate (in force)"
    assert found["payouts"] == "Releases up to 20% of sales"


def test_rounds_shorter_than_a_day_are_told() -> None:
    """A round to 9.52 is 767 orders of 1,000 at g 0.7 (controls.md 2)."""
    pitched = scenarios.load("as_pitched").scenario
    assert controls.short_rounds(simulate(pitched)) == []
    low = computed(pitched.replace({"campaigns.main.price_ceiling": 1.5}))
    high = computed(pitched.replace({"campaigns.main.price_ceiling": 1e6}))
    (row, orders, most), = controls.short_rounds(low.run)
    assert row == "main"
    assert orders == pytest.approx((1.5 / math.gamma(0.7)) ** (1.0 / 0.3))
    assert orders < most == pytest.approx((low.run.daily["joins"] + low.run.demand.orders).max())
    assert EN.number(most, digits=0) in controls.aside(low, EN)
    assert controls.short_rounds(high.run) == []
    assert controls.aside(high, EN) == ""


@pytest.fixture(scope="module")
def everything():
    """Three pools, every mode and every control."""
    found = scenarios.load("rotation").scenario.replace(
        {"horizon.days": 300, "ad_points.rule": "grant"})
    for template in TEMPLATES:
        found = with_template(found, template)
    for control in CONTROLS.values():
        found = control.put(found)
    return computed(found.replace({"identity.evading_share": 0.3, "modes.queue.run_days": 90}))


@pytest.mark.parametrize("page", ANSWERS)
def test_every_page_tells_of_everything_at_once(page: str, everything) -> None:
    """Next to a baseline that has none of it, and as a baseline of one that has none."""
    plain, answer = computed(scenarios.load("as_pitched").scenario), ANSWERS[page]
    for scene in (Scene(everything, plain, EN), Scene(plain, everything, EN)):
        assert answer.question(EN)
        assert answer.verdict(scene.now, EN)
        for card in of_page(answer, scene):
            assert card.figure.drawn()["layout"], card.key
        for table in answer.SHOWN.tables(scene):
            assert all(row.keys() == table.rows[0].keys() for row in table.rows), table.key


def test_sources_and_uses_are_what_cash_gained(everything) -> None:
    figure = treasury.sources_uses(Scene(everything, everything, EN)).figure
    stacked = sum(np.asarray(trace["y"]) for trace in figure.data if trace["type"] == "bar")
    gain = np.add.reduceat(np.diff(everything.run.daily["operating_cash"][0], prepend=0.0),
                           np.arange(0, everything.run.days, 30))
    outside = -min(0.0, everything.run.daily["operating_cash"][0].min())
    assert stacked.sum() == pytest.approx(gain.sum() + outside, rel=1e-9)


def test_under_purchase_limits_people_break_even_or_not() -> None:
    limited = with_row(scenarios.load("as_pitched").scenario, "limits", "few").replace(
        {"limits.few.on": "orders", "limits.few.limit": 3.0})
    found = computed(limited)
    assert 0.0 < found.summary["recovered_share"] < 1.0
    assert "of members get back what they spent" in overview.verdict(found, EN)
    assert "Nobody joins" not in releases.verdict(found, EN)
    assert overview.recovered_share(Scene(found, found, EN)).figure.data


def test_the_cohort_model_lets_more_through_and_the_pages_say_how_much() -> None:
    """Jensen: of orders that come by chance and at rates that differ, fewer fit under a limit."""
    pitched = with_row(scenarios.load("as_pitched").scenario, "limits", "five")
    five = pitched.replace({
        "limits.five.limit": 5.0, "identity.evading_share": 0.4, "horizon.days": 200,
        "growth.curve": "exponential", "growth.daily_joins": 1000.0, "growth.growth_rate": -0.5,
        **{f"segments.{row}.{field}": value for row in pitched.rows("segments") for field, value in
           (("reorder_interval", 20.0), ("retention_half_life", 55.45), ("reorder_scale", 1.0))}})
    found = limited.by_person(five)
    assert found.sales[0] > 1.05 * found.sales[1]
    assert found.gini[1] < found.gini[0]
    rows = controls.tables(Scene(computed(five), computed(five), EN))[0].rows
    more = EN.percent(found.sales[0] / found.sales[1] - 1.0)
    assert rows[0]["Cohort model, more by"] == more
    assert f"{more} more of sales" in limited.told(five, EN)
    assert members.left_out(five, EN) == []
