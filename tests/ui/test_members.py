"""Samples of members: their jobs, their shelf, the places of their percentiles."""

import numpy as np
import pytest

import scenarios
from analysis.batches import Cancelled
from answers import samples
from answers.samples import Question, Shelf
from model.members import spread
from ui.members import sample

SHORT = scenarios.load("as_pitched").scenario.replace({"horizon.days": 400})
SMALL, LARGE = 3_000, 6_000


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Samples of the sizes of tests, on a shelf of their own."""
    monkeypatch.setattr(samples, "SIZES", (SMALL, LARGE))
    monkeypatch.setattr(samples, "FIRST_SIZE", SMALL)
    monkeypatch.setattr(samples, "AT_ONCE", SMALL)
    monkeypatch.setattr(sample, "SHELF", Shelf(samples.KEPT_MEMBERS))


def test_the_job_tells_its_progress_and_can_be_stopped():
    asked, seen = Question(SHORT, SMALL, 3), []
    with pytest.raises(Cancelled):
        sample._simulate(asked, lambda done, total: False)
    assert sample.SHELF.kept(asked) is None
    sample._simulate(asked, lambda done, total: seen.append(done / total) or True)
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (0.0, 1.0)
    assert sample.SHELF.kept(asked).count == SMALL


def test_the_shelf_gives_up_what_was_asked_for_longest_ago():
    shelf = Shelf(2 * (100 + samples.RUN_COSTS))
    first, second, third = (Question(SHORT, 100, seed) for seed in range(3))
    found = shelf.of(first)
    shelf.of(second)
    assert shelf.of(first) is found
    shelf.of(third)
    assert shelf.kept(second) is None
    assert shelf.kept(first) is found
    assert shelf.kept(third) is not None
    huge = Shelf(0)
    assert huge.of(first) is huge.kept(first)


def test_how_many_are_simulated_at_once(monkeypatch):
    monkeypatch.setattr(samples, "AT_ONCE_ORDERS", 200_000)
    assert samples.at_once(SHORT) == SMALL
    busy = SHORT.replace({f"segments.{row}.{field}": value for row in SHORT.rows("segments")
                          for field, value in (("reorder_interval", 1.0),
                                               ("retention_half_life", 300.0))})
    assert samples.LEAST < samples.at_once(busy) < SMALL


def test_percentiles_and_places_agree():
    found = sample.SHELF.of(Question(SHORT, SMALL, 0))
    net = spread.net_result(found.run)
    places = [found.at(percentile) for percentile in range(101)]
    assert (np.diff(net[places]) >= 0).all()
    assert [round(found.percentile(member)) for member in places] == list(range(101))
