"""Compiles all that a simulation of members runs, so that nobody who looks at a page waits for it.
"""

from __future__ import annotations

from model.members.simulate import simulate_members
from model.members.story import story
from model.scenario import Scenario

_TINY = Scenario.from_values({
    "horizon": {"days": 40},
    "growth": {"curve": "constant", "daily_joins": 1.0},
    "segments": {"any": {"reorder_interval": 5.0}},
    "products": {"first": {"role": "enrolment"}, "again": {"role": "repurchase"}},
    "campaigns": {"pool": {}},
})

MEMBERS = 40


def compile_kernels() -> None:
    """Run every kernel of `model.members` once: half a minute at first, moments from then on.

    Both ways of missing a day are told, for a story calls the kernels of one of them at a time.
    """
    for missed_day in ("deferred", "forfeited"):
        scenario = _TINY.replace({"ad_points.missed_day": missed_day})
        story(simulate_members(scenario, MEMBERS), 0)
