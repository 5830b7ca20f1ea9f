"""The sentences on operating cash flip where the money does."""

from types import SimpleNamespace

import numpy as np
import pytest

import scenarios
from analysis import cash_course
from answers import cash, outcomes, overview, tiles, treasury
from answers.results import results
from reports import summary
from scenarios import Shared
from wording import LANGUAGES, Words

EN = Words("en")
PITCHED = scenarios.load("as_pitched").scenario
NO_FEES = {f"agents.{tier}.fee": 0.0 for tier in PITCHED.rows("agents")}
NOBODY = {"growth.market_size": 0.0}
NO_COSTS = {"platform.fixed_cost_per_day": 0.0}


def of(**changes: object):
    return results(PITCHED.replace(changes))


@pytest.mark.parametrize(("changes", "told"), [
    ({}, "runs out on day 435 (month 15) and stays below zero to the end"),
    ({"ad_points.revenue_per_view": 0.5}, "lasts all 1,095 days"),
    (NO_FEES, "the scheme needs ¥377 k to start with; from day 276 (month 10) on operating cash "
              "stays below zero to the end, and ¥69.8 M must come from outside"),
    (NO_FEES | {"ad_points.revenue_per_view": 2.0}, "to start with, and from day 41"),
    (NO_FEES | {"platform.initial_cash": 4e5}, "runs out on day"),
    (NO_FEES | {"platform.fixed_cost_per_day": 2e5}, "below zero on every day"),
])
def test_what_a_scheme_needs_to_start_with(changes, told):
    now = of(**changes)
    assert told in overview.verdict(now, EN)
    text = treasury.verdict(now, EN)
    assert told in text[0].lower() + text[1:] or "never falls below zero" in text
    assert text[0].isupper()
    assert "runs out on day 0" not in overview.verdict(now, EN)


def drawn(path: list[float]):
    """The course of a cash path, by the module's own function."""
    return cash_course.course(SimpleNamespace(daily={"operating_cash": np.array([path])}))


@pytest.mark.parametrize(("path", "start", "never", "recovered"), [
    ([1, 2, 3], 0.0, None, None),
    ([-1, -3, -2], 3.0, 0, None),
    ([-1, -3, 2, 1], 3.0, None, 2),
    ([-1, 2, -5, -1], 1.0, 2, None),
    ([4, -2, 1, 0, -7, 3], 0.0, None, 5),
    ([4, -2, 0, -1], 0.0, 3, None),
    ([4, -2, -1], 0.0, 1, None),
])
def test_the_course_of_a_path(path, start, never, recovered):
    found = drawn([float(close) for close in path])
    assert (found.at_start, found.never_recovers, found.recovered) == (start, never, recovered)
    assert found.funding == max(0.0, -min(path))
    after = path[never:] if never is not None else []
    assert all(close < 0 for close in after)
    assert not never or path[never - 1] >= 0


@pytest.mark.parametrize(("changes", "told"), [
    ({}, "agents' fees, less the goods given for them, bring ¥28.7 M"),
    ({"platform.initial_cash": 5e6}, "¥5 M are there at the start, and in the first 365 days"),
    (NO_FEES | {"platform.initial_cash": 5e6}, "Without the ¥5 M that it starts with"),
    (NO_FEES, ""),
    (NO_FEES | {"platform.initial_cash": 5e9, "horizon.days": 90},
     "Without the ¥5 bn that it starts with"),
])
def test_money_that_comes_once_is_named_where_it_hides_a_lack(changes, told):
    now = of(**changes)
    said = cash.hidden(now, EN)
    assert told in said
    assert bool(said) == bool(told)
    assert said == treasury.aside(now, EN) == overview.aside(now, EN)
    shared = Shared("as_pitched", now.run.scenario)
    assert (said in summary.paragraphs(shared, now, now, EN)) == bool(said)


def test_without_agents_is_a_run_without_agents():
    """What cash would stand at is that of a scheme whose agents pay nothing."""
    found = cash_course.one_off(of().run)
    without = of(**NO_FEES).run.daily["operating_cash"][0]
    assert found.without == pytest.approx(without[found.days - 1], rel=1e-9)
    assert found.negative == int(np.flatnonzero(without < 0)[0])


@pytest.mark.parametrize(("changes", "told", "not_told"), [
    (NOBODY, "agents still pay ¥41 M in joining fees", "nobody pays"),
    (NOBODY | NO_FEES, "costs run on (Fixed costs ¥21.9 M), and the scheme needs ¥21.9 M",
     "agents still pay"),
    (NOBODY | NO_FEES | NO_COSTS, "Nobody joins, so nobody wins and nobody pays.", "costs run on"),
    ({}, "get back what they spent", "Nobody joins"),
])
def test_where_nobody_joins_the_sentence_names_who_pays(changes, told, not_told):
    said = overview.verdict(of(**changes), EN)
    assert told in said
    assert not_told not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_negative_promise_is_covered(language):
    words = Words(language)
    tile = outcomes.tile("unfunded_promise", words)
    for value in (of(**NOBODY).summary["unfunded_promise"], -1.0):
        assert value < 0
        covered = words.declared("reading", "covered by {value}")
        assert tiles.write(tile, value, words) == covered.format(value=words.money(-value))
    assert tiles.write(tile, 5.0, words) == words.money(5.0)
    assert tiles.write(outcomes.tile("lowest_cash", words), -5.0, words) == words.money(-5.0)
