"""Every headline number once: what it is called, what it means, how it is written.

Pages pick theirs by the name in `summary.json`; the glossary lists them all.
"""

from answers.tiles import NEUTRAL, Tile, Whose
from wording import Words, mark

MEMBERS: Whose = "members"
OPERATOR: Whose = "operator"


def pick(words: Words, *names: str) -> list[Tile]:
    """The tiles of these readings, in this order."""
    known = {tile.reading: tile for tile in every(words) + of_single_members(words)}
    return [known[name] for name in names]


def every(words: Words) -> list[Tile]:
    """Every headline number."""
    return [*_members(words), *_price(words), *_promises(words), *_cash(words), *_payouts(words)]


def _members(words: Words) -> list[Tile]:
    return [
        Tile("recovered_share", words("Members who break even"),
             words("Members who have received, in redemptions and released ad points, at least "
                   "what they spent, of all. A share of people, who differ in what they order and "
                   "how long they watch. Referral income does not count."), "percent", 1,
             whose=MEMBERS),
        Tile("recovered_multiple", words("Money back per yuan spent"),
             words("Everything that members received in cash, divided by everything that they "
                   "spent. Points still held do not count."), "money", 1, whose=MEMBERS),
        Tile("exit_share", words("Members forced out at the cap"),
             words("Members whose points the system sold by force at the cap price at least once, "
                   "of all members. What they got may be less than the cap: all who leave on one "
                   "day share what their sales bring. The pitch promises a gain to everybody "
                   "(S-3)."), "percent", 1, whose=MEMBERS),
        Tile("exit_delay_days", words("Wait until forced out"),
             words("Average days from joining to the first forced exit; those who were never "
                   "forced out are not in this average."), "wait", -1, whose=MEMBERS),
    ]


def _price(words: Words) -> list[Tile]:
    return [
        Tile("pool_coverage", words("Pool against promises"),
             words("What all pools hold, divided by what members with points would be owed if "
                   "each reached the cap. Below 100% not all can."), "percent", 1, whose=MEMBERS),
        Tile("trapped_pool", words("Trapped in pools"),
             words("Money in pools whose members hold no points any more: nobody can get it."),
             "money", -1, whose=MEMBERS, total=True),
    ]


def _promises(words: Words) -> list[Tile]:
    return [
        Tile("unfunded_promise", words("Unfunded promise"),
             words("On paper: ad points not yet released, also those left behind, with the "
                   "commissions due on them, and wallet balances, less the operating cash there is "
                   "on the last day."), "money", -1, whose=OPERATOR, total=True,
             covered=mark("covered by {value}")),
        Tile("unfunded_promise_to_watchers", words("Unfunded, to those who still watch"),
             words("The unfunded promise without what was left behind: only what members who still "
                   "watch adverts, and those with a balance, will come for."), "money", -1,
             whose=OPERATOR, total=True, covered=mark("covered by {value}")),
        Tile("ad_points_left_behind", words("Ad points left behind"),
             words("Ad points held by members who stopped watching adverts: owed on paper, never "
                   "claimed (breakage). It is what the operator saves and members lose."),
             "money", NEUTRAL, whose=MEMBERS, total=True),
        Tile("breakeven_revenue_per_view", words("Break-even advert income"),
             words("The smallest constant income per advert view, in yuan, with which operating "
                   "cash would never be below zero, all else unchanged."),
             "money", -1, words("none would do"), whose=OPERATOR),
    ]


def _cash(words: Words) -> list[Tile]:
    return [
        Tile("first_negative_day", words("Cash first below zero"),
             words("First day whose closing operating cash is negative; the backstop pool is a "
                   "separate account and cannot be used."), "day", 1, words("never"),
             whose=OPERATOR),
        Tile("peak_funding", words("Peak funding needed"),
             words("Money that somebody has to bring from outside at the worst moment: the "
                   "deepest point of operating cash below zero."), "money", -1,
             whose=OPERATOR, total=True),
        Tile("lowest_cash", words("Lowest operating cash"),
             words("Operating cash at its lowest daily close. Below zero it is the funding "
                   "needed; above zero it is the reserve that was never touched."), "money", 1,
             whose=OPERATOR, total=True),
        Tile("lowest_cash_day", words("Lowest on day"),
             words("The day of that lowest close. On the last day of the run cash may be still "
                   "falling."), "day", NEUTRAL, whose=OPERATOR),
    ]


def _payouts(words: Words) -> list[Tile]:
    """拨比 in its three meanings: a rise is good for who is paid and bad for who pays."""
    return [
        Tile("payout_ratio_cash", words("Payout ratio: cash"),
             words("What members withdrew, what agents were paid and team bonuses paid in cash, "
                   "divided by all orders of members. What is owed but not yet paid is left out, "
                   "so this ratio looks best while promises pile up."), "percent", NEUTRAL),
        Tile("payout_ratio_accrual", words("Payout ratio: accrual"),
             words("The cash ratio, and on top what members may still claim on the last day: "
                   "balances in wallets and ad points not yet released. What points would bring "
                   "at the cap is left out."), "percent", NEUTRAL),
        Tile("payout_ratio_promised", words("Payout ratio: promised"),
             words("What the terms promise: all ad points granted, with the commissions due on "
                   "them, a buy-out at the cap for every purchase, agents, and team bonuses in "
                   "any form. Above 100% more is promised than members pay in orders."),
             "percent", NEUTRAL),
    ]


def of_single_members(words: Words) -> list[Tile]:
    """Readings that only a simulation of single members has, or shows rightly: none is good or bad
    by itself, for it is held against the cohort model and no other terms."""
    return [
        Tile("recovered_multiple_median", words("Money back, median member"),
             words("Cash received per yuan spent of the member in the middle: half of all get back "
                   "less, half more."), "money", NEUTRAL, whose=MEMBERS),
        Tile("net_result_gini", words("Gini of net results"),
             words("How unequally gains and losses are spread: 0 if all had the same, 1 if one "
                   "member had everything. Net result is all money that came in, referral income "
                   "included, less all that was spent."), "index", NEUTRAL, whose=MEMBERS),
        Tile("top_1_percent_share", words("Taken by the top 1%"),
             words("Part of all money that members received, referral income included, which goes "
                   "to the one in a hundred that got most."), "percent", NEUTRAL, whose=MEMBERS),
        Tile("below_spend_share", words("Members below their spend"),
             words("Members who got back less than they spent, referral income included. Points "
                   "and ad points that they still hold do not count."), "percent", NEUTRAL,
             whose=MEMBERS),
        Tile("tree_depth_max", words("Depth of the referral tree"),
             words("Uplines above the member who stands deepest. Every one of them was brought in "
                   "by another member."), "number", NEUTRAL, whose=MEMBERS),
    ]
