"""A shop that Backstop simulated gives its terms back; its scenario runs as it was fitted."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
import pytest

from analysis.uncertainty import sample
from answers.tables import orders as tables
from fit.baskets import Baskets
from fit.choices import Choices
from fit.document import Asked, document_of
from fit.fitted import Fit, fit_orders
from fit.histories import gathered
from fit.imported import import_orders
from fit.joins import fit_growth
from fit.newcomers import newcomers
from fit.refusals import Refused
from model import Scenario, readings, simulate
from model.members import orders, simulate_members
from model.progress import Cancelled
from scenarios.documents import load, read
from tests.fit.exports import FITS, SIMULATED, imported, of_rows
from wording import LANGUAGES, Words

RIGHT = FITS[SIMULATED]
DAYS, JOINING, A_DAY = 600, 500, 6
TERMS = {"order_rate_spread": 0.8, "order_size_spread": 0.6}
SEGMENTS = {"often": (0.4, 20.0, 300.0), "seldom": (0.6, 90.0, 60.0)}


@pytest.fixture(scope="module")
def fit() -> Fit:
    return fit_orders(imported(SIMULATED))


def shop() -> Scenario:
    """Known terms: two segments, joins over 500 days."""
    base = load("as_pitched").scenario
    kept = {name: value for name, value in base.flat.items() if not name.startswith("segments.")}
    for name, (share, interval, life) in SEGMENTS.items():
        kept |= {f"segments.{name}.share": share, f"segments.{name}.reorder_interval": interval,
                 f"segments.{name}.retention_half_life": life}
    return Scenario.from_flat({
        **kept, "horizon.days": DAYS, "growth.curve": "series", "products.bundle.price": 1000.0,
        "growth.series": tuple([float(A_DAY)] * JOINING),
        **{f"members.{name}": value for name, value in TERMS.items()}})


def exported(scenario: Scenario, seed: int) -> bytes:
    """The orders of single members as a shop would export them."""
    run = simulate_members(scenario, A_DAY * JOINING, seed)
    buyers, events = orders.no_buyers(run.members.count), orders.room(400_000)
    for member in range(run.members.count):
        orders.enter(run.seed, run.terms, run.people, buyers, member)
    everybody = np.arange(run.members.count, dtype=np.int32)
    done, used = orders.take_orders(run.seed, run.terms, run.people, buyers, everybody, 0,
                                    (0, DAYS), 0, events)
    assert done == run.members.count
    return "\n".join(["订单号,会员ID,付款时间,实付金额,推荐人", *_rows(run, events, used)]).encode()


def _rows(run: object, events: orders.Events, used: int) -> Iterator[str]:
    sponsors = run.members.sponsor  # type: ignore[attr-defined]
    for number in range(used):
        member = events.member[number]
        day = np.datetime64("2023-01-02") + int(events.day[number])
        inviter = f"m{sponsors[member]}" if sponsors[member] >= 0 else ""
        yield f"A{number},m{member},{day},{events.yuan[number]:.2f},{inviter}"


def test_the_reference_fit_comes_out(fit: Fit) -> None:
    for name, right in RIGHT["ll"].items():
        assert fit.ladder.models[name].ll >= right - 0.05
    chosen = fit.ladder.chosen
    assert chosen.model.name == RIGHT["chosen"]
    values = chosen.model.values(chosen.theta)
    for name, error in RIGHT["se_log"].items():
        off = (values[name] - RIGHT["theta"][name] if name.startswith("logit")
               else np.log(values[name] / RIGHT["theta"][name]))
        assert abs(off) < 0.1 * error, name
    assert len(fit.segments.rows) <= len(RIGHT["segments"])
    assert fit.spreads.total == pytest.approx(RIGHT["uncertainty"]["total_logsd"], rel=0.15)


def test_the_hold_out_is_the_fits(fit: Fit) -> None:
    """The reference's 7,118 is that of three segments; the fit's is 7,133."""
    assert fit.holdout is not None
    assert (fit.holdout.cut, fit.holdout.days, fit.holdout.seen) == (399, 200, 6790)
    assert fit.holdout.expected == pytest.approx(7133, abs=1)
    assert abs(fit.holdout.error) < 0.06
    naive = 100.0 * (fit.holdout.naive / fit.holdout.seen - 1.0)
    assert naive == pytest.approx(RIGHT["holdout"]["naive_error_percent"])


def test_baskets_are_the_references(fit: Fit) -> None:
    for kind in ("first", "repeat"):
        ours, theirs = getattr(fit.baskets, kind), RIGHT["baskets"][kind]
        assert {name: getattr(ours, name) for name in theirs} == pytest.approx(theirs)
    assert fit.baskets.spread_log == pytest.approx(RIGHT["baskets"]["spread_log"])
    assert fit.baskets.spread_cv == pytest.approx(RIGHT["baskets"]["spread_cv"])


def off(fit: Fit) -> dict[str, float]:
    """How many of its own standard errors each fitted parameter is from the shop's terms."""
    chosen = fit.ladder.chosen
    assert chosen.model.name == "two"
    values, errors = chosen.model.values(chosen.theta), chosen.errors
    seldom, often = SEGMENTS["seldom"], SEGMENTS["often"]
    true = {"rate_1": 1 / seldom[1], "rate_2": 1 / often[1], "median_1": seldom[2],
            "median_2": often[2], "r": TERMS["order_rate_spread"] ** -2}
    found = {name: float(np.log(values[name] / right) / errors[name])
             for name, right in true.items()}
    odds = np.log(seldom[0] / often[0])
    return found | {"share": float((values["logit_share_1"] - odds) / errors["logit_share_1"])}


@pytest.mark.slow
def test_a_simulated_shop_gives_its_terms_back() -> None:
    """What the fitted scenario says, within 2.5 of the errors that it states: repeat sales of a
    member by any day (the spread of its reorder intervals), how unlike members are, first baskets,
    sponsored share.

    Two terms lie outside: orders of one member on one day are one order-day of both sums, so that
    repeat baskets are larger (by seven of their errors) and sizes more unlike (by four) than those
    of single orders. With as many orders on a day as there are both are the shop's again, and
    sales are right as they stand. The fit of either kind of buyers is held to the terms below.
    """
    scenario = shop()
    fit = fit_orders(import_orders("shop.csv", exported(scenario, 11)))
    made = document_of(fit, load("as_pitched")).document
    assert made.uncertainty is not None
    stated = made.uncertainty.distributions
    interval = next(each for name, each in stated.items() if name.endswith("reorder_interval"))
    first, repeat = (scenario.number(f"products.{name}.price") for name in ("bundle", "refill"))
    sales = repeat * _orders_by_day(SEGMENTS.values(), fit.horizon)
    found = fit.baskets.repeat.mean * _orders_by_day(
        [(row.share, row.reorder_interval, row.retention_half_life) for row in fit.segments.rows],
        fit.horizon)
    assert np.abs(np.log(found / sales)).max() < 2.5 * interval.figures[1]
    unlike = made.scenario.number("members.order_rate_spread") / TERMS["order_rate_spread"]
    assert abs(np.log(unlike)) < 2.5 * stated["members.order_rate_spread"].figures[1]
    assert abs(fit.baskets.first.mean - first) < 2.5 * fit.baskets.first.se
    a_day = (fit.source.orders - fit.baskets.first.n) / fit.baskets.repeat.n
    assert abs(fit.baskets.repeat.mean / a_day - repeat) < 2.5 * fit.baskets.repeat.se
    spread = np.log(fit.baskets.spread_log / _spread_of_days(a_day - 1.0, fit.baskets))
    assert abs(spread) < 2.5 * fit.baskets.spread_error
    share, right = fit.sponsored_share, scenario.number("referral.sponsored_share")
    assert share is not None
    assert abs(share - right) < 2.5 * np.sqrt(right * (1.0 - right) / (A_DAY * JOINING)) + 0.01


def _spread_of_days(twice: float, baskets: Baskets) -> float:
    """The coefficient of variation that lognormal order-days show where a part `twice` of the
    repeat ones are two orders: their sum is lognormal nearly, of variance ln(1 + c²/2)."""
    one, two = (np.log1p(TERMS["order_size_spread"] ** 2 / orders) for orders in (1, 2))
    apart = np.log(2.0) + (one - two) / 2.0
    mixed = (1.0 - twice) * one + twice * two + twice * (1.0 - twice) * apart**2
    repeats = baskets.repeat.n / (baskets.first.n + baskets.repeat.n)
    return float(np.sqrt(np.expm1(repeats * mixed + (1.0 - repeats) * one)))


def _orders_by_day(segments: Iterable[tuple[float, float, float]], days: int) -> np.ndarray:
    """Repeat orders of a member by each day since it joined, cumulated."""
    since = np.arange(1, days)
    return np.cumsum(sum(share / interval * 2.0 ** (-since / life)
                         for share, interval, life in segments))


@pytest.mark.long
def test_stated_errors_of_shops_are_as_large_as_they_say() -> None:
    """Six terms of five shops: of thirty at most two are over 2.5 errors off, where one in eighty
    would be; three would come once in 170 times.

    Two are: L takes two orders of one day for one, so that members seem to differ a little less
    than they do (r is 2.0 of its errors high on average; in the contract's own shop 1.6), and the
    median life of the frequent kind is 3.3 errors short in one shop, 1.3 on average, for the fit
    lets lives differ where the shop's all fade alike. Neither can be mended without another
    likelihood than the contract's, whose figures are met.
    """
    found = [off(fit_orders(import_orders("shop.csv", exported(shop(), seed))))
             for seed in (11, 1, 2, 3, 4)]
    sizes = np.abs([list(each.values()) for each in found])
    assert (sizes > 2.5).sum() <= 2
    means = {name: np.mean([each[name] for each in found]) for name in found[0]}
    assert means.pop("r") < 2.5
    assert max(np.abs(list(means.values()))) < 1.5


def test_the_scenario_runs_as_its_segments_say(fit: Fit) -> None:
    """Repeat sales are joins, convolved with the closed form of the segments."""
    scenario = document_of(fit, load("as_pitched")).document.scenario
    run = simulate(scenario)
    days = np.arange(1, run.days)
    profile = sum(
        row.share / row.reorder_interval * scale * 2.0 ** (-days / row.retention_half_life)
        for row, scale in zip(fit.segments.rows, fit.scales, strict=True))
    joins = np.array(scenario["growth.series"])[: run.days]
    assert joins[: fit.new.members.days].tolist() == fit.new.members.joins.tolist()
    repeats = np.convolve(joins, np.append(0.0, profile))[: run.days]
    price = scenario.number("products.refill.price")
    np.testing.assert_allclose(run.daily["reorders"][0], repeats * price, rtol=1e-9)
    assert not readings.faults(run)


def test_the_document_opens_and_says_where_its_values_come_from(fit: Fit) -> None:
    made = document_of(fit, load("as_pitched"))
    opened = read(made.toml.encode(), "fitted")
    assert opened.scenario == made.document.scenario
    assert opened.uncertainty == made.document.uncertainty
    lines = [line for line in made.toml.splitlines() if f"# {SIMULATED}: " in line]
    assert len(lines) == len(made.sources)
    assert not any("task_completion" in line for line in lines)
    for language in LANGUAGES:
        rows = tables.sources(made, Words(language))
        assert len(rows) == len(made.sources)
        assert all(SIMULATED in row[Words(language)("Where it comes from")] for row in rows)


def test_intervals_are_uncertain_together(fit: Fit) -> None:
    document = document_of(fit, load("as_pitched")).document
    assert document.uncertainty is not None
    drawn = sample(document.uncertainty, 2000, document.scenario)
    names = [name for name in drawn if name.endswith("reorder_interval")]
    logs = np.log([drawn[name] for name in names])
    assert fit.holdout is not None
    spread = np.hypot(fit.spreads.total, fit.holdout.log_error)
    assert logs.std(axis=1) == pytest.approx(spread, rel=0.02)
    assert np.corrcoef(logs)[0, 1] > 0.995


def test_growth_as_a_curve_is_uncertain_as_fitted(fit: Fit) -> None:
    document = document_of(fit, load("as_pitched"), Asked(curve=True)).document
    assert document.scenario["growth.curve"] == "bass"
    assert document.uncertainty is not None
    assert {"growth.market_size", "growth.innovation", "growth.imitation"} <= set(
        document.uncertainty.distributions)


def test_an_exponential_curve_alone_is_as_sure_as_it_says() -> None:
    """Over drawn weeks its parameters scatter as its errors say, and together."""
    days, rate, rise = 140, 20.0, 0.01
    rng = np.random.default_rng(7)
    drawn = [fit_growth(rng.poisson(rate * (1.0 + rise) ** np.arange(days))) for _ in range(30)]
    found = [each for each in drawn if each is not None]
    seen = np.array([(np.log(each.daily_joins), np.log1p(each.growth_rate)) for each in found])
    stated = np.mean([each.exponential_spread for each in found], axis=0)
    # of 30 draws a deviation is known to a seventh
    assert seen.std(axis=0) == pytest.approx(np.sqrt(np.diag(stated)), rel=0.35)
    alike = stated[0, 1] / np.sqrt(stated[0, 0] * stated[1, 1])
    assert np.corrcoef(seen.T)[0, 1] == pytest.approx(alike, abs=0.15)


@pytest.mark.parametrize("curve", ["exponential", "constant"])
def test_other_curves_alone_are_uncertain_too(fit: Fit, curve: str) -> None:
    assert fit.growth is not None
    other = replace(fit, growth=replace(fit.growth, curve=curve))
    document = document_of(other, load("as_pitched"), Asked(curve=True)).document
    assert document.uncertainty is not None
    open_ = {name for name in document.uncertainty.distributions if name.startswith("growth.")}
    fields = {"daily_joins", "growth_rate"} if curve == "exponential" else {"daily_joins"}
    assert open_ == {f"growth.{name}" for name in fields}


def test_price_classes_keep_the_mean_and_today_starts_with_the_curve(fit: Fit) -> None:
    scenario = document_of(fit, load("as_pitched"), Asked(classes=4, today=True)).document.scenario
    rows = [row for row in scenario.rows("products")
            if scenario[f"products.{row}.role"] == "enrolment"]
    prices = [scenario.number(f"products.{row}.price") for row in rows]
    assert len(set(prices)) == 4
    assert np.mean(prices) == pytest.approx(fit.baskets.first.mean)
    assert fit.growth is not None
    ahead = fit.growth.ahead(fit.new.members.days + 30)[fit.new.members.days :]
    assert scenario["growth.series"][:30] == pytest.approx(ahead, rel=1e-5)  # type: ignore[index]


def test_old_customers_at_the_start_leave_the_fit() -> None:
    """A file cut out of a shop's life begins with a bulge of seemingly new customers."""
    seen = imported(SIMULATED).members
    assert seen is not None
    assert newcomers(seen, None).question.answer == "yes"
    later = seen.day >= 400
    cut = gathered(seen.customer[later], seen.day[later], seen.cents[later])
    found = newcomers(cut, None)
    assert found.question.proposal == "no"
    assert found.start == cut.days // 4
    assert found.left_out + found.members.joined.size == cut.joined.size
    assert found.members.joined.min() >= 0
    assert newcomers(cut, complete=True).left_out == 0


def test_a_fit_can_be_cancelled() -> None:
    with pytest.raises(Cancelled):
        fit_orders(imported(SIMULATED), progress=lambda done, total: done < 2)


def test_the_market_size_is_asked_where_the_file_cannot_tell() -> None:
    answered = fit_orders(imported(SIMULATED), Choices(market_size=50_000.0))
    assert answered.growth is not None
    assert answered.growth.bass.market_size == pytest.approx(50_000.0)


def test_too_few_left_without_old_customers_are_told() -> None:
    """Nearly all of a short file's customers are seen first in its first quarter."""
    rows = [f"A{n}-{day},u{n},2024-{1 + day // 28:02}-{1 + day % 28:02},5"
            for n in range(60) for day in (n % 10, 20 + n % 40, 60 + n % 50)]
    source = of_rows(rows)
    assert source.error is None
    with pytest.raises(Refused, match="customers = 0: too few to fit without 60 customers"):
        fit_orders(source, Choices(complete=False))
