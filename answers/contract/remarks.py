"""What is wrong with a statement of the source, or left open by it; msgids by statement."""

from wording import mark

REMARKS = {
    "S-1": mark("No funding is named: the order split of S-20 leaves nothing for it."),
    "S-2": mark("Its 'profit of 30%' is the contribution; the example's gross margin is 70%."),
    "S-3": mark("1.2 times is payout over spend, a gain of 0.2 times."),
    "S-4": mark("A declining balance never finishes, against S-1: 1,000 of 1,100 is back on day "
                "239 if no day is missed."),
    "S-6": mark("A margin of 9.1% of the price cannot fund a contribution of 30%."),
    "S-8": mark("On top or deducted is left open; 30% of 1,100 is 330, more than the 300 that "
                "S-20 keeps for it."),
    "S-9": mark("No rates are given; ours are assumptions."),
    "S-10": mark("Rates fall with the size of the area, so they can only stack: 1.6% together."),
    "S-11": mark("To earn it back an area must sell for 2 billion, 500 million, 40 million or "
                 "6.25 million."),
    "S-13": mark("To be compared with commission on orders, which the model can do."),
    "S-15": mark("Holds only if later sales without gifts are about three times those with "
                 "gifts."),
    "S-16": mark("Where gift times boost is above 1, the price falls. No share for finished "
                 "campaigns is named."),
    "S-17": mark("Of one mode, the red-packet forest, no public rule was found."),
    "S-19": mark("The divisions are right; store count times price is no valuation. An anecdote, "
                 "never a forecast."),
    "S-20": mark("The price after it is 1.428571, printed 1.428."),
    "S-21": mark("Right."),
    "S-22": mark("Its figures are wrong: 147 points at 1.68 less 20% are 197.65, not 240. The "
                 "pool is then 402.35 and the price 1.916, not 1.71 or 2.71."),
    "S-23": mark("Net of the fee 1.6 to 2.4 times. It disagrees with S-3, so the cap is an "
                 "option of the model."),
    "S-24": mark("True of the unit price while the gift is at most 1. It says nothing about who "
                 "gets their money back."),
}
