"""How many joined and bought, who was forced out, who has got back what (model.md section 6)."""

from __future__ import annotations

import numpy as np

from model import people
from model.readings.reading import DAYS, Reading, Sums, ratio


def _with_holdings(sums: Sums) -> np.ndarray:
    return ratio(sums.total.received + sums.total.holdings, sums.total.spent)


READINGS = (
    Reading(
        name="members", label="Members", help="All who joined up to the end of the run.",
        style="number", better=1, whose="operator", headline=False,
        read=lambda sums: sums.own.members),
    Reading(
        name="sales", label="Sales",
        help="Yuan of first and repeat orders; orders paid from the wallet are not counted.",
        style="money", better=1, whose="operator", headline=False,
        read=lambda sums: sums.sales),
    Reading(
        name="exit_share", label="Members forced out at the cap",
        help="Members whose points the system sold by force at the cap price at least once, of "
             "all members. What they got may be less than the cap: all who leave on one day "
             "share what their sales bring. The vendor promises everybody a gain (S-3).",
        style="percent", better=1, whose="members", goal=0.5,
        read=lambda sums: ratio(sums.total.forced_out, sums.total.members)),
    Reading(
        name="exit_delay_days", label="Wait until forced out",
        help="Average days from joining to the first forced exit; those who were never forced out "
             "are not in this average.",
        style="wait", better=-1, whose="members",
        read=lambda sums: ratio(sums.total.waited, sums.total.forced_out)),
    Reading(
        name="recovered_share", label="Members who break even",
        help="Members who have received, in redemptions and released ad points, at least what they "
             "spent, of all. A share of people, who differ in what they order and how long they "
             "watch. Referral income does not count. A person's second accounts count with it.",
        style="percent", better=1, whose="members", goal=0.5, slow=True,
        read=lambda sums: people.recovered_share(sums.run)),
    Reading(
        name="recovered_multiple", label="Money back per yuan spent",
        help="Everything that members received in cash, divided by everything that they spent. "
             "Points still held do not count.",
        style="money", better=1, whose="members", goal=1.0,
        read=lambda sums: ratio(sums.total.received, sums.total.spent)),
    Reading(
        name="recovered_multiple_with_holdings", label="Money back with holdings",
        help="Money back per yuan spent, points still held counted at their price less the fee, "
             "which not all could get at once.",
        style="money", better=1, whose="members", headline=False, read=_with_holdings),
)

WITHIN = Reading(
    name="recovered_share_within.*", label="Break even within {days} days",
    help="Members who {days} days after joining had got back what they had spent by then, of those "
         "who had that long.",
    style="percent", better=1, whose="members", goal=0.5, each=DAYS, slow=True,
    read=lambda sums, days: people.recovered_within(sums.run, days))
"""In no summary: there is one for every number of days."""
