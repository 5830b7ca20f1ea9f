"""The figures of the Members page hold the readings of the sample, and say so when there are none.
"""

import csv
import io
import json

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st

import scenarios
from analysis.member_life import life
from answers import member_story, samples
from answers import members as answer
from answers.figures import members as figures
from answers.results import results
from answers.samples import Question, Shelf
from answers.tables import members as table
from charts import funding, member_groups, member_life, member_spread
from model.members import spread
from tests.model.drawn import scenarios as drawn
from wording import LANGUAGES, Words

EN = Words("en")
SCENARIO = scenarios.load("rotation").scenario.replace({"members.target_multiple": 0.4})
ONCE = settings(max_examples=20, deadline=None, phases=[Phase.generate], database=None)


def sampled(scenario, members=4_000):
    """A sample and the cohort model's spread."""
    sample = Shelf(0).of(Question(scenario, members, 1))
    return sample, samples.cohorts(scenario, tuple(sample.spread.edges))


@pytest.fixture(scope="module")
def both():
    return sampled(SCENARIO)


def named(figure, name):
    return next(trace for trace in figure.data if trace.get("name", "").startswith(name))


def test_bars_are_the_shares_of_members_and_the_outline_that_of_cohorts(both):
    sample, cohorts = both
    figure = member_spread.multiples(sample.spread, cohorts, EN)
    below, back = named(figure, "Got back less"), named(figure, "Got back what")
    assert back["y"].sum() == pytest.approx(sample.spread.summary["recovered_share"])
    np.testing.assert_array_equal(np.append(below["y"], back["y"]), sample.spread.multiples)
    np.testing.assert_array_equal(np.append(below["x"], back["x"]), sample.spread.edges[:-1])
    assert below["x"].max() + below["width"] == pytest.approx(1.0)
    assert back["x"].min() == pytest.approx(1.0)
    outline = named(figure, "Cohort model")
    np.testing.assert_array_equal(outline["y"][:-1], cohorts.multiples)


def test_the_curves_name_their_gini_and_end_where_all_money_is_counted(both):
    sample, cohorts = both
    figure = member_spread.lorenz(sample.spread, cohorts, EN)
    net = spread.net_result(sample.run)
    curve = named(figure, "Net results")
    assert EN.number(spread.gini(net)) in curve["name"]
    assert curve["y"][-1] == pytest.approx(net.sum() / np.abs(net).sum())
    got = spread.received(sample.run) + spread.earned(sample.run)
    curve = named(figure, "Money received")
    assert EN.number(spread.gini(got)) in curve["name"]
    assert curve["y"][-1] == pytest.approx(1.0)


def test_months_and_depths_are_the_readings(both):
    sample, cohorts = both
    figure = member_groups.net_by_month(sample.spread, cohorts, EN)
    median, medians = named(figure, "Median")["y"], sample.spread.month_percentiles[2]
    np.testing.assert_array_equal(median, medians[:median.size])
    assert np.isfinite(median[-1])
    assert np.isnan(medians[median.size:]).all()
    figure = member_groups.net_by_depth(sample.spread, EN)
    depths = spread.by_depth(sample.run)
    net = named(figure, "Net result")
    np.testing.assert_array_equal(net["y"], depths["net_result"][net["x"]])
    np.testing.assert_allclose(
        named(figure, "Own orders")["y"] + named(figure, "Earned")["y"], net["y"], atol=1e-9)


def test_flows_are_all_money_that_members_got(both):
    found = both[0].spread.funding
    figure = funding.flows(found, EN)
    link = figure.data[0]["link"]
    total = found.total.sum()
    assert link["value"].sum() == pytest.approx(total)
    rows = list(csv.reader(io.StringIO(figure.csv().decode("utf-8-sig"))))
    assert rows[0] == ["", "Source of the money", "To members by quarter of joining"]
    assert sum(float(row[3]) for row in rows[1:]) == pytest.approx(total)
    outside = sum(float(row[3]) for row in rows[1:] if row[1].startswith("From outside"))
    assert outside == pytest.approx(found.total[-1].sum())
    assert all(np.diff([y for y, x in zip(figure.data[0]["node"]["y"], figure.data[0]["node"]["x"],
                                          strict=True) if x > 0.5]) > 0)


def test_merged_quarters_lose_no_money(both):
    found = both[0].spread.funding
    merged, kept = funding.merged(found)
    assert 1 < kept < found.quarters
    assert merged.sum() == pytest.approx(found.total.sum())
    np.testing.assert_allclose(merged[: kept - 1, : kept - 1], found.total[: kept - 1, : kept - 1])


def test_a_life_is_drawn_with_its_orders_and_exits(both):
    run = both[0].run
    member = int(np.flatnonzero(run.members.sold_early & (run.members.orders > 2))[0])
    shown = life(run, member)
    figure = member_life.money(shown, EN)
    orders = named(figure, "Orders")
    np.testing.assert_array_equal(orders["x"], np.flatnonzero(shown.story.ordered))
    assert orders["y"][-1] == pytest.approx(run.members.spent[member])
    early = named(figure, "Sold early")
    assert set(early["x"]) == {day for _, day, forced in shown.story.exits if not forced}
    prices = member_life.prices(shown, EN)
    sold = [trace for trace in prices.data if trace["name"].startswith("Sold all")]
    assert sum(len(trace["x"]) for trace in sold) == len(shown.story.exits)
    for trace in prices.data:
        assert len(trace["x"]) == len(trace["y"]) > 0


def test_the_story_tells_the_members_own_figures(both):
    sample = both[0]
    member = sample.at(97)
    told = member_story.told(life(sample.run, member), sample, EN)
    members = sample.run.members
    assert f"Member {member:,}" in told
    assert EN.day(members.joined[member]) in told
    assert EN.money(members.spent[member]) in told
    assert EN.money(members.redeemed[member]) in told
    assert EN.money(abs(spread.net_result(sample.run)[member])) in told
    assert "97%" in told


def test_the_sampling_error_is_that_of_the_headline(both):
    sample = both[0]
    share = sample.spread.summary["recovered_share"]
    told = answer.sampling(sample.spread, sample.run.weight, EN)
    reach = 1.96 * np.sqrt(share * (1.0 - share) / sample.count)
    low, high = (float(end.rstrip("%)")) / 100 for end in
                 told.partition(" (")[2].partition(")")[0].split(" to "))
    # Wilson's interval is that of the normal law, shifted a little, and rounded to 0.1 %.
    assert (low, high) == pytest.approx((share - reach, share + reach), abs=0.0015)
    assert EN.number(sample.run.weight * sample.count, digits=0) in told


def test_whose_money_it_was_is_told_in_parts_of_the_whole(both):
    found = both[0].spread.funding
    told = answer.funded(found, EN)
    own, whole = found.total[: found.quarters], found.total.sum()
    parts = [EN.percent(part.sum() / whole) for part in
             (own, found.total[found.quarters + 1], found.total[-1])]
    assert [part in told for part in parts] == [True] * 3
    back, forth = (EN.money(np.tril(flows, -1).sum()) for flows in (own, own.T))
    assert f"paid {back} to those" in told
    assert f"the other way went {forth}" in told


def test_nobody_joins():
    sample, cohorts = sampled(SCENARIO.replace({"growth.market_size": 0.0}))
    assert "Nobody joins" in answer.verdict(sample.spread, EN)
    assert answer.left_between(sample.spread, cohorts, SCENARIO, EN) == ""
    for card in figures.of_all(sample.spread, cohorts, EN):
        assert card.figure.layout["annotations"]
        go.Figure(card.figure.drawn())


@seed(3)
@ONCE
@given(drawn(longest=200), st.sampled_from(list(LANGUAGES)))
def test_members_of_any_scenario_can_be_drawn_and_told(scenario, language):
    with np.errstate(over="ignore", invalid="ignore"):
        overflows = bool(results(scenario).faults)
    if overflows:  # the page does not simulate these
        return
    words = Words(language)
    with np.errstate(over="ignore", invalid="ignore"):
        sample, cohorts = sampled(scenario, 300)
    if not np.isfinite(sample.run.members.points).all():  # of a sample points may overflow alone
        assert sample.faults  # and then the page says so
        return
    assert not sample.faults
    cards = figures.of_all(sample.spread, cohorts, words)
    assert answer.verdict(sample.spread, words)
    assert answer.left_between(sample.spread, cohorts, scenario, words) or not sample.count
    assert answer.sampling(sample.spread, sample.run.weight, words)
    assert len(answer.told(sample.spread, cohorts, words)) == len(answer.readings(words))
    answer.funded(sample.spread.funding, words)
    table.ranks(sample.spread, words)
    table.assumptions(scenario, words)
    if sample.count:
        for percentile in (0, 50, 100):
            shown = life(sample.run, sample.at(percentile))
            assert member_story.told(shown, sample, words)
            cards += figures.of_one(shown, words)
    for card in cards:
        assert json.dumps(card.figure.drawn(), allow_nan=False), card.key
        go.Figure(card.figure.drawn())
        assert card.figure.csv().startswith(b"\xef\xbb\xbf")
