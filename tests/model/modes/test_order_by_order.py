"""Every law again order by order (`by_hand`), and chains person by person, beside the model."""

import numpy as np
import pytest
from hypothesis import given

import scenarios
from model import Run, Scenario, simulate
from model.modes.book import ENTERED, FUNDED
from model.modes.run import DAILY
from tests.model.drawn import few_examples
from tests.model.modes.by_hand import LAWS, Mode
from tests.model.modes.drawn_modes import with_modes
from tests.model.modes.test_golden_modes import GOLDEN, NAMES

COMPARED = ("paid", "shortfall", "to_platform", "lapsed", "pot", "owed")


def by_hand(run: Run, m: int) -> Mode:
    """Mode `m` of a run again, from what entered it and what was put into its pot."""
    row = run.scenario.values["modes"][run.modes.ids[m]]
    mode = LAWS[row["kind"]](row)
    if row["kind"] == "chain":
        mode.sponsored = run.scenario.number("referral.sponsored_share")
    entered, funded = (run.modes.daily(which)[0, m] for which in (ENTERED, FUNDED))
    for day in range(run.days):
        if row["kind"] == "presale" and not mode.over and entered[day] > 0.0:
            assert entered[day] <= mode.room() * (1.0 + 1e-9) + 1e-9
        mode.day(day, entered[day], funded[day])
    return mode


def assert_alike(run: Run, m: int) -> None:
    mode = by_hand(run, m)
    scale = run.modes.daily(ENTERED)[0, m].sum() + run.modes.daily(FUNDED)[0, m].sum()
    for name in COMPARED:
        ours = run.modes.daily(DAILY.index(name))[0, m]
        theirs = np.array([row[name] for row in mode.rows])
        # Sums of three orders a day in another order: 1e-9 of all that was moved is ample.
        np.testing.assert_allclose(ours, theirs, rtol=1e-7, atol=1e-9 * scale, err_msg=name)
    received = run.modes.received[0, m]
    np.testing.assert_allclose(received, mode.received(run.days), rtol=1e-7, atol=1e-9 * scale)
    stopped = run.modes.readings[0, m, 7]
    assert (np.isnan(stopped) and mode.stop_day is None) or stopped == mode.stop_day


@pytest.mark.parametrize("name", NAMES)
def test_golden_scenarios(name: str) -> None:
    run = simulate(scenarios.load(GOLDEN / f"{name}.toml").scenario)
    for m in range(len(run.modes.ids)):
        assert_alike(run, m)


@few_examples
@given(with_modes(45))
def test_random_scenarios(scenario: Scenario) -> None:
    run = simulate(scenario)
    for m in range(len(run.modes.ids)):
        assert_alike(run, m)


def test_a_chain_person_by_person() -> None:
    """An actual tree: every recruiter sells a Poisson number, every sale pays seller and boss."""
    draw = np.random.default_rng(5)
    scenario = scenarios.load(GOLDEN / "chain_hand.toml").scenario.replace(
        {"horizon.days": 30, "growth.daily_joins": 400.0, "modes.chain.pack_price": 1000.0,
         "referral.sponsored_share": 0.8, "modes.chain.recruiting_share": 0.7})
    run = simulate(scenario)
    entered = run.modes.daily(ENTERED)[0, 0]
    paid = run.modes.daily(DAILY.index("paid"))[0, 0]
    sales, boss, bosses, recruits = [], [], [], []  # own sales, boss above, is one, ever sells
    total = 0.0
    for day in range(run.days):
        count = round(entered[day] / 1000.0)
        sellers = [who for who, sells in enumerate(recruits) if sells]
        roots = count if not sellers else draw.binomial(count, 0.2)
        fresh = []
        for seller in draw.choice(sellers, count - roots) if sellers else ():
            if bosses[seller]:
                total, above = total + 300.0, seller
            else:
                total, above = total + 300.0, boss[seller]
                sales[seller] += 1
                bosses[seller] = sales[seller] == 2
            fresh.append(above)
        for above in [*fresh, *[-1] * roots]:
            sales.append(0)
            boss.append(above)
            bosses.append(above < 0)
            recruits.append(draw.random() < 0.7)
    # The number of sponsored positions alone is at random in the total: a spread of 0.5 %.
    assert paid.sum() == pytest.approx(total, rel=0.02)
    last = run.modes.book.chain[0, 0]
    recruiting = sum(recruits)
    assert last[10] / recruiting == pytest.approx(
        sum(1 for b, r in zip(bosses, recruits, strict=True) if b and r) / recruiting, rel=0.02)
