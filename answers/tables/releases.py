"""The table of the Releases page: when a first order is paid back, for whom, and for whom never."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from answers.results import Results
from answers.tables import Row
from model.readings import releases
from wording import Words
from wording.names import row_name

YEAR = 365


def payback(now: Results, then: Results, words: Words) -> list[Row]:
    """One row for somebody who never misses an ad task, and one a segment."""
    paid, past = _while_watching(now), _while_watching(then)
    mean = {"": paid[""][YEAR] if paid[""].size > YEAR else np.nan,
            **_by_segment(now, releases.back_on_average(now.run, YEAR)[0])}
    shares, reached = (_by_segment(now, values) for values in (
        now.run.inputs.segments.share[0], releases.paid_back_share(now.run)[0]))
    return [
        {
            words("Member"): row_name(words, "segments", who) if who else words(
                "never misses an ad task"),
            words("Of all (%)"): words.percent(shares.get(who)),
            words("Paid back after"): _days(part, words),
            words("Baseline"): _days(past[who], words) if who in past else words.undefined,
            words("Watch so long (%)"): words.percent(reached.get(who)),
            words("Back after a year, average (%)"): words.percent(float(mean[who])),
        }
        for who, part in paid.items()
    ]


def _while_watching(of: Results) -> Mapping[str, np.ndarray]:
    """Part paid back by days since the order to who still watches: of full attendance under "",
    then per segment."""
    return {"": releases.paid_back_if_never_missed(of.run)[0],
            **_by_segment(of, releases.paid_back_while_watching(of.run)[0])}


def _by_segment(of: Results, values: np.ndarray) -> dict[str, Any]:
    return dict(zip(of.run.segment_ids, values, strict=True))


def _days(part: np.ndarray, words: Words) -> str:
    day = float(releases.payback_day(part))
    if np.isnan(day):
        return words("never")
    return words.plural("{count} day", "{count} days", int(day))
