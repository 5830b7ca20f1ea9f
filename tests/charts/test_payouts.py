"""The figures of the Payouts page hold the readings of the run."""

import numpy as np
import plotly.graph_objects as go
import pytest

import scenarios
from charts import style
from charts.payouts import agents_path, beside_the_buyers, payout_ratio_path, referral_path
from model import Scenario, readings, simulate
from model.cohorts.run import MONTH_DAYS
from model.readings import referral
from tests.charts.test_figures import LATIN
from wording import LANGUAGES, Words

EN = Words("en")


@pytest.fixture(scope="module")
def baseline():
    return simulate(scenarios.load("as_pitched").scenario)


@pytest.fixture(scope="module")
def run(baseline):
    changes = {"team.paid_in": "cash", "agents.county.fee": 500.0, "horizon.days": 700}
    return simulate(baseline.scenario.replace(changes))


def both_bases(run):
    return {b: simulate(referral.on_basis(run.scenario, b)) for b in referral.BASES}


def every_figure(run, baseline, words):
    return (
        payout_ratio_path(run, baseline, words), beside_the_buyers(run, baseline, words),
        referral_path(both_bases(run), baseline, words), agents_path(run, baseline, words),
    )


def named(figure, name):
    return next(trace for trace in figure.data if trace["name"] == name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_plotly_accepts_every_figure_and_each_has_its_baseline(language, run, baseline):
    words = Words(language)
    for figure in every_figure(run, baseline, words):
        assert len(go.Figure(figure.drawn()).data) == len(figure.data)
        behind = [t for t in figure.data if t["name"] == words("Baseline")]
        assert behind
        assert all(t["line"]["color"] == style.BASELINE for t in behind)
        if language == "zh":
            titles = [figure.layout[axis]["title"]["text"] for axis in ("xaxis", "yaxis")]
            assert not any(LATIN.search(t) for t in [*titles, *(t["name"] for t in figure.data)])


def test_monthly_ratios_are_the_readings_and_months_without_orders_are_gaps(run, baseline):
    line = named(payout_ratio_path(run, baseline, EN), "Cash paid out")
    np.testing.assert_array_equal(line["y"], readings.payout_ratio_by_month(run)[0])
    np.testing.assert_array_equal(line["x"], np.arange(1, 25))  # 700 days
    brief = baseline.scenario.replace({
        "growth.curve": "series", "growth.series": (50.0,) * 10, "horizon.days": 90,
        "products.refill.role": "wallet",
    })
    line = named(payout_ratio_path(simulate(brief), baseline, EN), "Cash paid out")
    assert np.isfinite(line["y"]).tolist() == [True, False, False]


def test_nobody_ordering_is_said(baseline):
    empty = {"growth.curve": "constant", "growth.daily_joins": 0.0}
    figure = payout_ratio_path(simulate(baseline.scenario.replace(empty)), baseline, EN)
    assert "Nobody orders" in figure.layout["annotations"][0]["text"]


def test_stack_adds_up_to_all_that_is_paid_beside_the_buyers(run, baseline):
    figure = beside_the_buyers(run, baseline, EN)
    parts = {t["name"]: t["y"].sum() for t in figure.data if t["type"] == "bar"}
    daily = run.daily
    assert parts == pytest.approx({
        "Referral commissions": daily["commissions"].sum(),
        "Team leaders, in cash": daily["team_bonus"].sum(),
        "Agents": daily["agent_payouts"].sum(),
    })
    past = sum(baseline.daily[n].sum() for n in ("commissions", "team_bonus", "agent_payouts"))
    assert named(figure, "Baseline")["y"].sum() == pytest.approx(past)


def test_each_basis_has_its_line_up_to_its_total(run, baseline):
    bases = both_bases(run)
    figure = referral_path(bases, baseline, EN)
    for basis, name in (("release", "Paid on ad releases"), ("order", "Paid on orders")):
        line = named(figure, name)
        assert line["y"][-1] == pytest.approx(bases[basis].daily["commissions"].sum())
        assert line["line"]["color"] == style.REFERRAL[basis]
    assert named(figure, "Baseline")["y"][-1] == pytest.approx(baseline.daily["commissions"].sum())


def test_an_agents_line_crosses_the_whole_fee_in_the_month_of_payback(run, baseline):
    line = named(agents_path(run, baseline, EN), "county or town")
    day = readings.summary(run)["agent_payback_day.county"][0]
    reached = line["x"][np.argmax(line["y"] >= 1.0)]
    assert day <= reached < day + MONTH_DAYS
    assert (named(agents_path(run, baseline, EN), "city")["y"] < 1.0).all()


def test_without_agents_the_figure_says_so(baseline):
    nested = baseline.scenario.values
    nested["agents"] = {}
    figure = agents_path(simulate(Scenario.from_values(nested)), baseline, EN)
    assert not figure.data
    assert "No agent" in figure.layout["annotations"][0]["text"]
