"""The table of the Releases page: when a first order is paid back, for whom, and for whom never."""

from collections.abc import Mapping

import numpy as np

from answers.results import Results
from answers.tables import Row
from charts.names import row_name
from model import releases
from wording import Words

YEAR = 365


def payback(now: Results, then: Results, words: Words) -> list[Row]:
    """One row for somebody who never misses an ad task, and one a segment."""
    paid, past = _paid_back(now), _paid_back(then)
    shares = dict(zip(now.run.segment_ids, now.run.inputs.segments.share[0], strict=True))
    return [
        {
            words("Member"): row_name(words, who) if who else words("never misses an ad task"),
            words("Of all (%)"): words.percent(shares.get(who)),
            words("Paid back after"): _days(part, words),
            words("Baseline"): _days(past[who], words) if who in past else words.undefined,
            words("After a year (%)"): words.percent(float(part[YEAR])),
            words("After ten years (%)"): words.percent(float(part[-1])),
        }
        for who, part in paid.items()
    ]


def _paid_back(of: Results) -> Mapping[str, np.ndarray]:
    """Part paid back by days since the order: of full attendance under "", then per segment."""
    segments = releases.first_order_paid_back(of.run)[0]
    full = releases.paid_back_if_never_missed(of.run)[0]
    return {"": full, **dict(zip(of.run.segment_ids, segments, strict=True))}


def _days(part: np.ndarray, words: Words) -> str:
    day = float(releases.payback_day(part))
    if np.isnan(day):
        return words("never")
    return words.plural("{count} day", "{count} days", int(day))
