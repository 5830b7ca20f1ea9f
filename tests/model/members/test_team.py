"""Leaders' bonus on trees that can be reckoned by hand."""

from __future__ import annotations

import numpy as np
import pytest

from model.members import team
from model.members.team import Leaders, Levels

LEVELS = Levels(  # domain.md: 2/4/6/8 %
    np.array([0.0, 0.02, 0.04, 0.06, 0.08]), np.zeros(5),
    np.array([0.0, 50_000.0, 150_000.0, 500_000.0, 1_000_000.0]), 0.1,
)


def tree(sponsors: list[int], volume: list[float], levels: Levels = LEVELS) -> Leaders:
    """Leaders after a first assessment of members with these orders."""
    leaders, above = team.no_leaders(len(sponsors)), np.array(sponsors, dtype=np.int32)
    team.place(leaders, above, 0, above.size)
    team.count_referrals(leaders, above, 0, above.size)
    leaders.fresh_volume[:] = volume
    team.assess(levels, leaders, above, above.size)
    return leaders


def pay(leaders: Leaders, volume: list[float], levels: Levels = LEVELS) -> float:
    return sum(team.pay_leaders(levels, leaders, m, v) for m, v in enumerate(volume))


def test_the_worked_example_pays_36400() -> None:
    """A group volume of 1,185,000 below a leader of 8 %: legs of 800,000 at 6 % (with 300,000 of
    it below a leader of 4 %), 200,000 at 4 %, 120,000 at 2 %, 65,000 without a leader.
    8 % of all less 48,000, 8,000 and 2,400 already paid."""
    sponsors = [-1, 0, 0, 0, 0, 0, 1, 1, 6, 2, 3]
    volume = [0, 0, 0, 0, 40e3, 25e3, 0, 500e3, 300e3, 200e3, 120e3]
    # The leg of 500,000 is one member's own orders; it leads nobody, so it is paid nothing.
    leaders = tree(sponsors, volume)
    assert leaders.team_volume[0] == 1_185_000.0
    assert leaders.level[[0, 1, 2, 3, 6]].tolist() == [4, 3, 2, 1, 2]
    paid = pay(leaders, volume)
    assert leaders.bonus[0] == pytest.approx(36_400.0, rel=1e-12)
    assert leaders.bonus[6] == pytest.approx(0.04 * 300e3, rel=1e-12)
    assert leaders.bonus[1] == pytest.approx(0.06 * 800e3 - 0.04 * 300e3, rel=1e-12)
    assert paid == pytest.approx(leaders.bonus.sum(), rel=1e-12)
    assert paid == pytest.approx(0.08 * 1_185_000.0, rel=1e-12)


def test_the_next_leader_of_the_same_level_gets_a_part_once() -> None:
    """Five in a line, all of 2 % but the topmost of 4 %: the buyer's sponsor gets 2 %, the next one
    a tenth of that, the third nothing, the one of 4 % the difference."""
    leaders = team.no_leaders(5)
    sponsors = np.arange(-1, 4, dtype=np.int32)
    leaders.level[:] = [2, 1, 1, 1, 0]
    team.place(leaders, sponsors, 0, 5)
    team.pay_leaders(LEVELS, leaders, 4, 1000.0)
    assert leaders.bonus.tolist() == pytest.approx([20.0, 0.0, 2.0, 20.0, 0.0])


def test_a_higher_leader_between_takes_the_same_level_bonus_away() -> None:
    leaders = team.no_leaders(4)
    leaders.level[:] = [1, 2, 1, 0]
    team.place(leaders, np.arange(-1, 3, dtype=np.int32), 0, 4)
    team.pay_leaders(LEVELS, leaders, 3, 1000.0)
    assert leaders.bonus.tolist() == pytest.approx([0.0, 20.0, 20.0, 0.0])


def test_a_level_takes_both_referrals_and_volume() -> None:
    levels = Levels(np.array([0.0, 0.05]), np.array([0.0, 2.0]), np.array([0.0, 100.0]), 0.0)
    assert tree([-1, 0, 0], [0, 60, 60], levels).level.tolist() == [1, 0, 0]
    assert tree([-1, 0, 1], [0, 60, 60], levels).level.tolist() == [0, 0, 0]
    assert tree([-1, 0, 0], [0, 40, 40], levels).level.tolist() == [0, 0, 0]


def test_volume_adds_up_over_assessments_and_levels_are_kept() -> None:
    sponsors = np.array([-1, 0], dtype=np.int32)
    leaders = tree([-1, 0], [0.0, 30e3])
    assert leaders.level[0] == 0
    leaders.fresh_volume[:] = [0.0, 20e3]
    team.assess(LEVELS, leaders, sponsors, 2)
    assert leaders.level[0] == 1
    team.assess(LEVELS, leaders, sponsors, 2)
    assert leaders.level[0] == 1
    assert leaders.team_volume.tolist() == [50e3, 50e3]
