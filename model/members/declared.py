"""Readings that only a simulation of single members has, or shows rightly, beside the cohorts'.

None is good or bad by itself: it is held against the cohort model and no other terms.
"""

from __future__ import annotations

from model.readings.reading import Reading

READINGS: dict[str, Reading] = {each.name: each for each in (
    Reading(
        name="recovered_multiple_median", label="Money back, median member",
        help="Cash received per yuan spent of the member in the middle: half of all get back less, "
             "half more.",
        style="money", whose="members"),
    Reading(
        name="net_result_gini", label="Gini of net results",
        help="How unequally gains and losses are spread: 0 if all had the same, 1 if one member "
             "had everything. Net result is all money that came in, referral income included, less "
             "all that was spent.",
        style="index", whose="members"),
    Reading(
        name="account_result_gini", label="Gini of net results, by account",
        help="The same, each account by itself: second accounts, opened to get round a limit, "
             "stand apart from their owners instead of counting with them.",
        style="index", whose="members"),
    Reading(
        name="top_1_percent_share", label="Taken by the top 1%",
        help="Part of all money that members received, referral income included, which goes to the "
             "one in a hundred that got most.",
        style="percent", whose="members"),
    Reading(
        name="below_spend_share", label="Members below their spend",
        help="Members who got back less than they spent, referral income included. Points and ad "
             "points that they still hold do not count.",
        style="percent", whose="members"),
    Reading(
        name="tree_depth_max", label="Depth of the referral tree",
        help="Uplines above the member who stands deepest. Every one of them was brought in by "
             "another member.",
        style="number", whose="members"),
)}
"""By name in `spread.summary`."""
