"""The draws have the distributions that they are named after. Seeds are fixed; 100,000 draws know
a mean to a third of a hundredth of its deviation, and four of these are allowed."""

from __future__ import annotations

import numpy as np
import pytest

from model.members import draws, orders

NUMBER = 100_000
KEYS = [np.uint64(draws.key_of(5, member)) for member in range(NUMBER)]


def assert_mean(values: np.ndarray, mean: float) -> None:
    assert abs(values.mean() - mean) < 4.0 * values.std() / np.sqrt(values.size)


def test_uniform_draws_fill_the_interval_evenly() -> None:
    drawn = np.array([draws.uniform(key, draws.GAP, 3) for key in KEYS])
    counts = np.histogram(drawn, 20, (0.0, 1.0))[0]
    assert counts.sum() == NUMBER
    assert ((counts - NUMBER / 20) ** 2 / (NUMBER / 20)).sum() < 44.0  # χ² with 19, p = 0.001


def test_members_purposes_and_numbers_do_not_repeat_one_another() -> None:
    keys = [np.uint64(draws.key_of(seed, member)) for seed in range(3) for member in range(200)]
    found = {int(draws.bits(key, purpose, number))
             for key in keys for purpose in range(4) for number in range(10)}
    assert len(found) == 3 * 200 * 4 * 10


@pytest.mark.parametrize("shape", [0.3, 1.0, 4.0])
def test_gamma_draws_have_mean_one_and_variance_one_over_shape(shape: float) -> None:
    drawn = np.array([draws.gamma(key, draws.RATE, shape) for key in KEYS])
    assert_mean(drawn, 1.0)
    assert_mean((drawn - 1.0) ** 2, 1.0 / shape)


def test_lognormal_draws_have_mean_one_whatever_their_spread() -> None:
    sigma = np.sqrt(np.log1p(0.5**2))
    drawn = np.array([draws.lognormal(key, draws.SIZE, 7, sigma) for key in KEYS])
    assert_mean(drawn, 1.0)
    assert_mean((drawn - 1.0) ** 2, 0.5**2)
    assert draws.lognormal(KEYS[0], draws.SIZE, 7, 0.0) == 1.0


def test_half_have_stopped_after_the_half_life() -> None:
    drawn = np.array([orders.life(key, draws.BUYING, 90.0) for key in KEYS])
    assert_mean((drawn >= 90.0).astype(float), 0.5)
    assert_mean((drawn >= 180.0).astype(float), 0.25)


@pytest.mark.parametrize("chance", [0.0, 0.3, 0.5, 0.7, 0.999, 1.0])
def test_tasks_are_done_by_chance_on_wanted_days_only(chance: float) -> None:
    wanted = np.uint32(0b0111_1111_1111_1111_1111_1111_1111_1101)
    masks = np.array([draws.task_mask(key, 4, chance, wanted) for key in KEYS[:20_000]])
    lanes = (masks[:, None] >> np.arange(32)) & 1
    assert not lanes[:, 1].any()
    assert not lanes[:, 31].any()
    done = lanes[:, [0, *range(2, 31)]].astype(float)
    assert abs(done.mean() - chance) < 4.0 * np.sqrt(0.25 / done.size)
    if 0.0 < chance < 0.9:
        together = np.corrcoef(done[:, 0], done[:, 1])[0, 1]
        assert abs(together) < 4.0 / np.sqrt(len(done))


def test_a_day_is_drawn_alike_alone_and_among_others() -> None:
    whole = draws.task_mask(KEYS[0], 2, 0.7, np.uint32(0x3FFFFFFF))
    for lane in range(30):
        alone = draws.task_mask(KEYS[0], 2, 0.7, np.uint32(1 << lane))
        assert int(alone) == int(whole) & 1 << lane
