"""What the model leaves out, what it chooses where its equations are silent, how it was checked.

All texts are msgids.
"""

from wording import mark

LEFT_OUT = (
    mark("**Groups, not persons, sell and are forced out.** In amounts of money members of one "
         "join day and one segment are alike; 40.3 members may join. Shares of members who get "
         "their money back are shares of people, who differ; but the cap forces a whole group out "
         "by its mean. Single members who order less than their group leave sooner, so that mostly "
         "more of them are forced out: the page Members shows both shares."),
    mark("**Nobody reacts.** Joins follow their curve whatever members earn; nobody stops buying "
         "because payouts are late, no run starts by itself. Bad news enters as an event that "
         "you set."),
    mark("**Empty accounts go on paying.** When operating cash turns negative, payments go on: "
         "the model says how much money from outside that takes and from when, not what happens "
         "in a default."),
    mark("**No seasons.** Days are counted from the start and a month is 30 days, dates or not: no "
         "weekends, holidays or sales festivals."),
    mark("**No tax, no inflation, no interest.** Yuan of different years are added up as they "
         "are. Value-added tax, tax on rewards and the cost of capital are missing; each would "
         "make the operator's or the members' position worse."),
    mark("**No returns of goods.** They would take back points and commissions; what they cost "
         "stands only as a part of the running cost."),
    mark("**What others' purchases pay is left out of recovery.** Income as a referrer or leader "
         "is paid out of operating cash but put down to no join month, so that nobody's own "
         "purchase looks recovered by what later buyers paid."),
    mark("**Single members know no other modes** (a chain needs the tree of who sold to whom) and "
         "nothing that holds releases back: the page Members leaves these out and says so. All "
         "other pages count them."),
    mark("**Equity promised to leaders** counts as a promise in yuan and costs no cash; whether "
         "shares are ever listed, or worth anything, is outside the model."),
    mark("**No law is judged.** Whether a scheme is permitted is not computed, and nothing here "
         "is legal, tax or financial advice."),
)

CHOICES = (
    (mark("Ties at the cap, at a recovered spend, at an agent's fee"),
     mark("A value within a millionth of a millionth of the limit has reached it: both sides are "
          "sums of rounded terms."),
     "model/bounds.py"),
    (mark("A market of size 0"), mark("Nobody joins."),
     "model/laws/demand.py"),
    (mark("Pricing once a day while a part of the contribution goes to finished campaigns"),
     mark("The gift per yuan of contribution stays what it is: points are minted on the "
          "campaign's own part only, as with pricing order by order."),
     "model/laws/issuance.py"),
    (mark("A contribution of −3e-17"), mark("Is zero, not negative: it is a rounding error."),
     "model/terms/checks.py"),
    (mark("Several events of a kind"),
     mark("Growth, advert and rush events multiply what is left; of runs on one day the largest "
          "counts."),
     "model/laws/inputs.py"),
    (mark("Fields left out of a document"),
     mark("Take their declared default. Unknown fields are refused, so that a misspelt one "
          "cannot be lost."),
     "model/terms/scenario.py"),
    (mark("Ranges that the contract leaves open"),
     mark("Weights, half-lives and days between orders have no upper limit; imitation is at most "
          "1,000, growth a day −1 to 10, adverts per task at most a million."),
     "model/terms/parameters.py"),
    (mark("Groups without members"), mark("Are left out of every reading."),
     "scenarios/files.py"),
    (mark("A remainder below a millionth of a millionth of a grant"),
     mark("Counts as released, where releases are counted on each grant."),
     "model/laws/demand.py"),
    (mark("'Never paid back' on the page Releases"), mark("Not within ten years."),
     "model/readings/releases.py"),
    (mark("How many times the pool must still grow for today's buyer"),
     mark("By orders like that day's, nobody selling; the first order alone counts, bought at "
          "the day's closing price."),
     "model/readings/exits.py"),
    (mark("The part of a sale that is available for releases (r*)"),
     mark("What is left of a yuan after goods and the contribution of first and repeat orders."),
     "model/readings/releases.py"),
    (mark("Months"), mark("Blocks of 30 days from the start; there is no calendar."),
     "model/cohorts/run.py"),
    (mark("Shares of people who have everything back"),
     mark("Who never reorders is counted exactly, for every join day. Of the others histories of "
          "orders are looked at, spread evenly over what may happen and always the same ones, "
          "until the share is sure to a third of 2% + 0.05 points."),
     "model/people/chances.py"),
    (mark("People who order very often"),
     mark("Of more than forty repeat orders of a member several are taken as one, as large and as "
          "uncertain as they are together."),
     "model/people/chances.py"),
    (mark("A mode bought out at its end with a pot that is too small, where a shortfall stops it"),
     mark("What is bought out is paid pro rata; that day is its stop day, and the first short one "
          "if none was before."),
     "model/modes/account.py"),
    (mark("Shares of orders that go to modes, above 1 together"),
     mark("Exactly all orders enter: none earns appreciation points."),
     "model/modes/account.py"),
    (mark("A chain's recruiters so few that their sales are beyond any double"),
     mark("Count as none: the day's positions are roots."),
     "model/modes/chain.py"),
    (mark("What modes give within some days of joining"),
     mark("What lots had received by that day, as of any day. Shares from releases alone leave "
          "modes out."),
     "model/modes/lots.py"),
    (mark("A kind of mode that changes"),
     mark("The row keeps the common fields and takes the defaults of its new kind; fields of the "
          "old one go."),
     "model/terms/scenario.py"),
    (mark("First orders more than four standard deviations from the usual"),
     mark("Are passed over where nothing else could bring everything back: 3 in 100,000."),
     "model/people/chances.py"),
    (mark("Whether there is a gate, a limit on payouts"),
     mark("There is one where its growth, or its part of sales, is given; the other fields alone "
          "do nothing. Vouchers are neither spent nor lapse unless a rate says so."),
     "model/terms/controls.py"),
    (mark("A measure that has grown by exactly as much as is asked; a price at the ceiling"),
     mark("Within a millionth of a millionth counts as reached, as at the cap."),
     "model/laws/calendar.py"),
    (mark("The last day of a grant that lapses"),
     mark("Releases, then the rest lapses at that day's close."),
     "model/laws/calendar.py"),
    (mark("Less than a billionth of the points would stay, some of them locked"),
     mark("Nothing more is sold: locked points count."),
     "model/laws/pools.py"),
    (mark("Points that the platform holds when a round ends"),
     mark("Are paid into operating cash, count as burned, and are gone for the next round."),
     "model/laws/day.py"),
    (mark("A price above 1e290 yuan a point"),
     mark("Is a fault of the run, and told: points are then so few that no double holds them. "
          "Limits on points with a lock get there within a year."),
     "model/readings/faults.py"),
    (mark("Shares of people who have everything back, under controls"),
     mark("Releases by the calendar, clipped caps, locks and ends of rounds are reckoned person "
          "by person."),
     "model/people/releases.py"),
    (mark("Shares of people who have everything back, under purchase limits"),
     mark("Each person's own orders are served one after another, with all its accounts together: "
          "a first order is always made, and of it the part below a limit of earning earns; later "
          "ones are made as a whole or not at all. An evader's order goes to a second account "
          "when it is refused or would earn nothing. That account's basket has a size of its own, "
          "its owner watches for it as long as if it had just joined, and its points are those of "
          "the second accounts of that day. Prices and forced exits stay those of the groups, who "
          "buy on average, a little more than such people do."),
     "model/people/limited.py"),
    (mark("Single members and controls"),
     mark("Purchase limits, vouchers and the terms of campaigns hold for them too; waits, lapses, "
          "gates, cuts and limits on payouts are left out, as modes are, and the page says so. An "
          "evader is one for life, and each of its attempts is checked anew. A second account has "
          "a size of first order, a watching life and tasks of its own, its owner's segment, home "
          "and patience, and stands below its owner in the tree, as one more referral."),
     "model/members/limited.py"),
    (mark("How much more the cohort model lets through than limits on single people"),
     mark("Is measured on simulated members with nobody getting round a limit, for an evading "
          "group takes what it lacks to second accounts yuan for yuan, a single member basket for "
          "basket."),
     "answers/limited.py"),
    (mark("Readings of groups by join month and segment"),
     mark("Yuan of second accounts count on the day on which they were opened, in their owner's "
          "segment; members are people."),
     "model/readings/groups.py"),
)

CHECKS = (
    (mark("Against an independent implementation"),
     mark("Eleven scenarios, as pitched and stressed, were computed elsewhere from the equations "
          "alone, minting with 50 digits. Every daily column agrees to 8 digits."),
     "tests/model/test_golden.py"),
    (mark("Against a second, slow one of our own"),
     mark("Plain NumPy, written from the equations by another hand, runs random scenarios of "
          "every kind alongside the fast engine; both agree to 9 digits of what moved."),
     "tests/model/test_against_numpy.py"),
    (mark("Accounts that add up"),
     mark("Pool, points, wallet and ad points of every run are added up day by day. Where they "
          "miss by more than a billionth of turnover, every page with figures says so."),
     "tests/model/test_conservation.py"),
    (mark("Cohorts against single members"),
     mark("With everything at random, the money that single members pay and get is the cohort "
          "model's, to 2% of sales and the error of sampling: in every preset, and in random "
          "schemes as long as few are forced out at the cap. The simulation itself is compared "
          "with a dense one, which visits everybody every day, on the same draws, to 9 digits."),
     "tests/model/members/test_agreement.py"),
    (mark("Laws"),
     mark("The price never falls while the gift is at most the contribution; nothing depends on "
          "the unit of money; a higher cap brings no exit forward; and more. Each test was seen "
          "to fail on a model broken by hand."),
     "tests/model/test_laws.py"),
    (mark("Against published figures"),
     mark("The closed form gives the prices that vendors of this scheme publish: 1.42, 1.68, "
          "1.87, 7.19 and 9.52 after 1, 2, 3, 300 and 767 orders."),
     "tests/model/test_theory.py"),
    (mark("The source's own example"),
     mark("Computed in exact fractions, without any rounding; it is on the page Worked example, "
          "with the errors that it contains."),
     "tests/model/test_ledger.py"),
    (mark("This screen"),
     mark("A test reads the headline numbers off the pages in a browser and compares them with "
          "the command line's."),
     "tests/browser/test_app.py"),
)
