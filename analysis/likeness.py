"""Whether two runs may be compared as they stand: over the same time, with as many people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from model import Scenario

Summary = Mapping[str, float]


@dataclass(frozen=True)
class Likeness:
    """Of a run and the one it is held against: days simulated, people who joined (whole ones, as
    they are printed), yuan of sales.
    """

    days: tuple[int, int]
    members: tuple[int, int]
    sales: tuple[float, float]

    @property
    def alike(self) -> bool:
        """Like for like. What is not has another time, or other people, in every amount."""
        return self.days[0] == self.days[1] and self.members[0] == self.members[1]


def likeness(
    now: Scenario, summary: Summary, then: Scenario, other: Summary
) -> Likeness:
    """The size of a run beside that of the run it is held against."""
    return Likeness(
        (int(now.number("horizon.days")), int(then.number("horizon.days"))),
        (round(summary["members"]), round(other["members"])),
        (summary["sales"], other["sales"]),
    )
