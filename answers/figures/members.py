"""Single members: figures of a sample beside the cohort model, and of one member's life."""

from analysis.member_life import Life
from analysis.member_spread import CohortSpread, MemberSpread
from answers.cards import Card
from charts import funding, member_groups, member_life, member_spread
from wording import Words


def of_all(found: MemberSpread, cohorts: CohortSpread, words: Words) -> list[Card]:
    """How money is spread, and over whom."""
    return [
        Card(words("What each gets back per yuan spent"),
             words("Members by what they got back from their own orders, per yuan that they "
                   "spent. The dashed line are the means of the cohort model, one for all who "
                   "joined on one day and belong to one segment."),
             member_spread.multiples(found, cohorts, words), "member-multiples", half=True),
        Card(words("How unequal results are"),
             words("Members from the one who did worst up to the one who did best, and how much "
                   "all up to there have gained, lost or received together. The further a curve "
                   "hangs below its dotted line, the more unequal. The curve of net results falls "
                   "as long as members lose."),
             member_spread.lorenz(found, cohorts, words), "member-lorenz", half=True),
        Card(words("Net result by month of joining"),
             words("All money that came in, referral income included, less all that was spent. "
                   "The bands hold the middle half and nine tenths of the members of a month. The "
                   "cohort model's mean leaves referral income out: it does not know whose it "
                   "is."),
             member_groups.net_by_month(found, cohorts, words), "member-months", half=True),
        Card(words("Net result by place in the referral tree"),
             words("Mean of the members at each depth: what own orders left, and what came from "
                   "those below. The diamond is both together."),
             member_groups.net_by_depth(found, words), "member-depths", half=True),
        Card(words("Who funds whom"),
             words("All money that members got, from whose orders and other sources it came (left) "
                   "to those who joined in each quarter of 90 days (right). Each pool, and the "
                   "operator's account, pays out of all that came in, in proportion."),
             funding.flows(found.funding, words), "member-funding"),
    ]


def of_one(life: Life, words: Words) -> list[Card]:
    """What one member spent and got back, and the price of its points."""
    return [
        Card(words("Spent and got back"),
             words("Everything that this member spent and got back from own orders up to each "
                   "day; what came from those below is not in it. The thin line adds what its "
                   "points would have brought on that day, less the fee."),
             member_life.money(life, words), "member-money", half=True),
        Card(words("The price of its points"),
             words("Price of a point in each campaign that this member held points of, with its "
                   "orders and the days on which all its points were sold."),
             member_life.prices(life, words), "member-prices", half=True),
    ]
