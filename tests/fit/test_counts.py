"""How often customers came back: seen and expected are of the same customers and days."""

import numpy as np
import pytest

from fit.counts import MANY, expected_by_repeats, seen_by_repeats
from fit.histories import gathered
from fit.ladder import MODELS
from fit.repeat import Fitted
from tests.fit.exports import SIMULATED, imported

DAYS, PEOPLE = 120, 40_000


def fitted(name: str, theta: np.ndarray) -> Fitted:
    return Fitted(model=MODELS[name], theta=theta, ll=0.0, bic=0.0,
                  spread=np.eye(theta.size), least=1.0, untold=())


def test_seen_customers_are_counted_once() -> None:
    members = imported(SIMULATED).members
    assert members is not None
    seen = seen_by_repeats(members)
    assert seen.sum() == members.first.sum()
    repeats = np.bincount(members.customer) - 1
    assert seen[0] == (repeats == 0).sum()
    assert seen[MANY] == (repeats >= MANY).sum()


def test_expected_is_what_drawn_customers_do() -> None:
    """Members drawn one by one by the law of the fit: within four standard errors each."""
    rng = np.random.default_rng(3)
    r, rate, half_life = 0.9, 0.04, 45.0
    joined = rng.integers(0, DAYS, PEOPLE)
    life = np.floor(rng.exponential(half_life / np.log(2.0), PEOPLE))
    alive = np.minimum(life, DAYS - 1 - joined)
    count = rng.poisson(rng.gamma(r, rate / r, PEOPLE) * alive)
    drawn = np.bincount(np.minimum(count, MANY), minlength=MANY + 1)
    first = np.arange(PEOPLE)
    members = gathered(np.append(first, 0), np.append(joined, DAYS - 1),
                       np.ones(PEOPLE + 1, dtype=np.int64))
    assert members.days == DAYS
    found = expected_by_repeats(fitted("one", np.log([r, rate, half_life])), members)
    assert found.sum() == pytest.approx(PEOPLE)
    assert (np.abs(drawn - found) < 4.0 * np.sqrt(found)).all()
