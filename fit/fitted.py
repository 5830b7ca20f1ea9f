"""Everything that an order history tells, fitted, with what it does not tell."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fit.baskets import Basket, Baskets, basket, baskets
from fit.choices import Choices, Question
from fit.histories import histories
from fit.holdout import Holdout, hold_out
from fit.imported import Imported, too_few
from fit.joins import FAR_BEYOND, Growth, fit_growth
from fit.newcomers import Newcomers, newcomers
from fit.repeat import SEARCHES, Ladder, Steps, expected, fit_ladder
from fit.scales import reorder_scales
from fit.segments import Segments, segmented
from fit.spreads import Spreads, spreads_of
from model.progress import Progress

HORIZON, LONGEST = 1095, 3650


@dataclass(frozen=True)
class Fit:
    """What was fitted to `source` over `horizon` days; `holdout` and `growth` are None where the
    file is too short for them. `scales`: size of repeat orders by segment."""

    source: Imported
    new: Newcomers
    ladder: Ladder
    segments: Segments
    scales: tuple[float, ...]
    growth: Growth | None
    baskets: Baskets
    holdout: Holdout | None
    spreads: Spreads
    horizon: int
    questions: tuple[Question, ...]

    @property
    def order_rate_spread(self) -> float:
        """Coefficient of variation of members' order rates, 1/√r."""
        return float(1.0 / np.sqrt(self.ladder.chosen.shape))

    @property
    def in_sample_error(self) -> float:
        """Repeat order-days that the fit expects beyond those seen, as a part of these."""
        members = self.new.members
        curve = expected(self.ladder.chosen.kinds, members.joins, members.days)
        return float(curve[-1] / members.repeats.sum() - 1.0)

    @property
    def sponsored_share(self) -> float | None:
        """Members with an inviter."""
        sponsored, customers = self.source.sponsored, self.source.customers
        return None if sponsored is None or not customers else sponsored / customers


def fit_orders(
    source: Imported, choices: Choices | None = None, horizon: int = HORIZON,
    most_segments: int | None = None, progress: Progress | None = None,
) -> Fit:
    """Fit what was imported. Raises Refused where it has an error or too few customers are left
    without the old ones, Cancelled."""
    if source.error is not None:
        raise source.error
    assert source.members is not None
    choices = choices or Choices()
    new = newcomers(source.members, choices.complete)
    members = new.members
    lacks = too_few(source.name, members, new.left_out, new.start)
    if lacks is not None:
        raise lacks
    horizon = min(LONGEST, max(horizon, members.days))
    steps = Steps(progress, 2 * SEARCHES + 3)
    ladder = fit_ladder(histories(members), steps)
    rows = segmented(ladder.chosen.kinds, horizon, most_segments)
    steps.next()
    growth = fit_growth(members.joins, choices.market_size)
    market, growth = _market(growth, members.joins, choices)
    steps.next()
    holdout = hold_out(members, steps)
    steps.done = steps.total - 1
    found = Fit(
        source=source,
        new=new,
        ladder=ladder,
        segments=rows,
        scales=reorder_scales(members, rows, ladder.chosen.shape),
        growth=growth,
        baskets=baskets(members),
        holdout=holdout,
        spreads=spreads_of(ladder.chosen, rows, horizon),
        horizon=horizon,
        questions=(*source.questions, new.question, *market),
    )
    steps.next()
    return found


def _market(
    growth: Growth | None, joins: np.ndarray, choices: Choices
) -> tuple[tuple[Question, ...], Growth | None]:
    """The question how large the market is, where the file cannot tell it: proposed is what was
    fitted, at most ten times the joins seen; the rest is fitted to the answer."""
    if growth is None or (choices.market_size is None
                          and (growth.tells_market or growth.curve != "bass")):
        return (), growth
    proposed = round(min(growth.bass.market_size, FAR_BEYOND * growth.seen))
    answer = choices.market_size or float(proposed)
    asked = Question("market_size", (str(proposed),), f"{answer:.0f}")
    told = growth if growth.given else fit_growth(joins, answer)
    return (asked,), told


def basket_of_orders(source: Imported) -> Basket | None:
    """Of all orders, whoever's they are: what a file without customers still tells."""
    return basket(source.order_cents) if source.order_cents.size > 1 else None
