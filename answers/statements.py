"""The statements of the source that parameters cite, each in one sentence of our own.

They are the pitch's claims, to be tested, and no facts.
"""

from wording import Words, mark

STATEMENTS = {
    "S-1": mark("Spending 1,000 earns 1,100 ad points; about 1% of them is released as cash each "
                "day on which the ad task is done, until the purchase was free and left a gain."),
    "S-2": mark("Spending also earns appreciation points worth 70% of the product's contribution "
                "of 30%: 210 per 1,000."),
    "S-3": mark("At a gain of 1.5 times a member is bought out of the pool: the points are "
                "destroyed, and a fee of 20% stays in the pool."),
    "S-4": mark("Ad points of repeat purchases are added to the unreleased balance; a day's "
                "release is a part of that balance."),
    "S-5": mark("Early points are cheap, so early and active members hold more of them."),
    "S-6": mark("Cheap traffic products, sold to members at the supply price plus 10% and payable "
                "from the balance, reduce cash withdrawals."),
    "S-7": mark("Qualifying products open a repurchase shelf to their buyers, with its own "
                "discount, commission and points."),
    "S-8": mark("Two referral levels earn on what a downline's ad points release in a day: 20% "
                "direct, 10% indirect."),
    "S-9": mark("Team leaders of several levels are paid contribution points, which can become "
                "shares: differential plus same-level bonus. No rates are given."),
    "S-10": mark("Regional agents earn on the orders in their area: macro-region 0.1%, province "
                 "0.2%, city 0.5%, county or town 0.8%."),
    "S-11": mark("Agents pay a joining fee of 2,000,000, 1,000,000, 200,000 or 50,000, partly in "
                 "goods."),
    "S-12": mark("Agents may be paid on releases instead of orders, at a higher rate, in cash or "
                 "in the finance wallet."),
    "S-13": mark("Commissions on releases, not on orders, keep cash in the platform: small daily "
                 "payouts, and a missed day releases nothing."),
    "S-14": mark("Ad points differ by product, to control payouts: 30% for necessities, 80% for "
                 "ordinary products, 100% for high margins."),
    "S-15": mark("When the price grows slowly, stop gifting: later orders still feed the pool, "
                 "and then every holder exits with a gain. Gifts in year 1 only."),
    "S-16": mark("Late in a campaign a closing promotion gifts more points while a new campaign "
                 "opens; none runs longer than a year."),
    "S-17": mark("Other modes are named for the rotation: circular purchase, queue rebate, red "
                 "packets and more."),
    "S-18": mark("Limit what one person may order; let the number of members grow rather than "
                 "the amount that each brings."),
    "S-19": mark("Listed chains are worth millions per store, and many small shareholders help a "
                 "listed share."),
    "S-20": mark("Of an order of 1,000, 300 are cost, 100 the platform's, 300 for distribution "
                 "and 300 go to the pool; 70% of that is gifted as points. Issue price 1."),
    "S-21": mark("The second order earns 147 points at 1.428; the price rises to 1.68."),
    "S-22": mark("Selling destroys the points, pays 80% of their value and leaves 20% in the "
                 "pool, so the price rises."),
    "S-23": mark("The capped gain counts cumulative spending: 1.2 or 2 times, elsewhere 2 to 3. "
                 "At the cap the system sells by force."),
    "S-24": mark("Orders, sales, caps and team rewards together are said to lift the price one "
                 "way only."),
}


def gist(statement: str, words: Words) -> str:
    """What a statement says. KeyError for an id that the source does not have."""
    return words(STATEMENTS[statement])
