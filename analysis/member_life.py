"""One member's own days as money: spent, got back, and what its points would bring."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model.members import MemberRun
from model.members.story import Story, story


@dataclass(frozen=True)
class Life:
    """One member of a run: its `story`; yuan by the close of each day (day,): `spent`; `released`
    and `redeemed`, what is left to it of either; `holdings`: its points at the closing price less
    the sell fee. `earned` as an upline, and as a leader where that is money; `bonus` in any form.
    """

    run: MemberRun
    story: Story
    spent: np.ndarray
    released: np.ndarray
    redeemed: np.ndarray
    holdings: np.ndarray
    earned: float
    bonus: float

    @property
    def received(self) -> np.ndarray:
        """Got back by the close of each day, (day,)."""
        return np.asarray(self.released + self.redeemed)

    @property
    def net_result(self) -> float:
        """All that came in less all that was spent, by the end."""
        return float(self.received[-1] + self.earned - self.spent[-1])


def life(run: MemberRun, member: int) -> Life:
    """The life of one simulated member. IndexError for a number that nobody has."""
    found, members = story(run, member), run.members
    gross = float(members.gross_released[member])
    # What uplines are paid out of a release is the same part of each.
    kept = float(members.released[member]) / gross if gross else 1.0
    net = run.run.inputs.campaigns.net_part[0]
    bonus = float(members.bonus[member])
    return Life(
        run=run,
        story=found,
        spent=np.cumsum(found.ordered),
        released=kept * np.cumsum(found.released),
        redeemed=np.cumsum(found.redeemed),
        holdings=(net[:, None] * found.value).sum(axis=0),
        earned=float(members.commissions[member]) + (bonus if run.bonus_in_cash else 0.0),
        bonus=bonus,
    )
