"""What the figures of single members draw, as columns of numbers: every bar, curve, month, depth.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from analysis.member_spread import PERCENTILES, CohortSpread, MemberSpread
from model.cohorts.run import MONTH_DAYS
from reports.frames import Column, Frame, dates
from wording import Words

MULTIPLES, LORENZ, MONTHS, DEPTHS = (
    "member_multiples", "member_lorenz", "member_months", "member_depths")


def frames(found: MemberSpread, cohorts: CohortSpread, words: Words) -> list[Frame]:
    """One frame a figure, in the figures' order."""
    return [_multiples(found, cohorts, words), _lorenz(found, cohorts, words),
            _months(found, cohorts, words), _depths(found, words)]


def _multiples(found: MemberSpread, cohorts: CohortSpread, words: Words) -> Frame:
    """One row a bar."""
    beyond = words("The first and the last row hold all beyond them too.")
    return Frame(MULTIPLES, words("What each gets back per yuan spent"), (
        _column("from", words("From"), "multiple", found.edges[:-1]),
        _column("to", words("To"), "multiple", found.edges[1:]),
        _column("members", words("Single members"), "percent", found.multiples),
        _column("cohorts", words("Cohort model"), "percent", cohorts.multiples),
    ), beyond)


def _lorenz(found: MemberSpread, cohorts: CohortSpread, words: Words) -> Frame:
    """One row a point of the curves, which are running sums from the member who did worst up."""
    return Frame(LORENZ, words("How unequal results are"), (
        _column("population", words("Members, from the one who did worst"), "percent",
                found.net[0]),
        _column("net", words("Net results"), "percent", found.net[1]),
        _column("received", words("Money received"), "percent", found.received[1]),
        _column("cohorts_net", words("Cohort model: net results"), "percent", cohorts.net[1]),
    ), words("Running sums, as parts of all that was gained, lost or received."))


def _months(found: MemberSpread, cohorts: CohortSpread, words: Words) -> Frame:
    """One row a month of joining in which somebody joined."""
    kept = np.flatnonzero(found.months["members"] > 0)
    return Frame(MONTHS, words("Net result by month of joining"), (
        _column("month", words("Month of joining"), "whole", kept + 1),
        *dates(MONTH_DAYS * kept, words),
        *_means(found.months, kept, words),
        *(_column(f"net_p{level}", words("Net result, percentile {level}", level=level), "money",
                  values[kept])
          for level, values in zip(PERCENTILES, found.month_percentiles, strict=True)),
        _column("cohorts_net", words("Cohort model: mean"), "money", cohorts.month_means[kept]),
    ), words("Yuan are means of a member."))


def _depths(found: MemberSpread, words: Words) -> Frame:
    """One row a depth in the referral tree."""
    kept = np.flatnonzero(found.depths["members"] > 0)
    return Frame(DEPTHS, words("Net result by place in the referral tree"), (
        _column("depth", words("Depth"), "whole", kept),
        _column("simulated", words("Simulated members"), "whole", found.simulated[kept]),
        *_means(found.depths, kept, words),
    ), words("Yuan are means of a member."))


def _means(part: Mapping[str, np.ndarray], kept: np.ndarray, words: Words) -> list[Column]:
    """Readings of groups of members; `own` is what their own orders left."""
    own = {"own": part["received"] - part["spent"]}
    labels = {
        "members": (words("Members"), "number"), "spent": (words("Spent"), "money"),
        "received": (words("Got back"), "money"),
        "own": (words("Own orders: got back less spent"), "money"),
        "earned": (words("Earned from those below"), "money"),
        "net_result": (words("Net result"), "money"),
        "below_spend_share": (words("Below spend"), "percent"),
        "exit_share": (words("Forced out at the cap"), "percent"),
    }
    return [_column(name, label, style, ({**part, **own})[name][kept])
            for name, (label, style) in labels.items()]


def _column(name: str, label: str, style: str, values: np.ndarray) -> Column:
    return Column(name, label, style, values.tolist())
