"""What the words mean: one definition each, for the Glossary page and for helps.

The names and helps of readings are declared in `model.readings` and not repeated here.
"""

from dataclasses import dataclass

from wording import Words, mark


@dataclass(frozen=True)
class Term:
    """A word, its meaning in one sentence (msgids), and the pages on which it is met."""

    name: str
    meaning: str
    pages: tuple[str, ...]


POOL_WORDS = {
    "backstop_pool": Term(
        mark("Backstop pool"),
        mark("The account that a part of each order is paid into and that buys points back; it "
             "holds no more than was paid in."), ("price", "treasury", "worked_example")),
    "points": Term(
        mark("Points"),
        mark("Units in a member's account, promised to be worth something; here of two kinds, "
             "appreciation points and ad points."), ("overview", "price")),
    "appreciation_points": Term(
        mark("Appreciation points"),
        mark("Points gifted with an order and backed by the pool; their price is pool over "
             "points."), ("price", "exits", "worked_example")),
    "campaign": Term(
        mark("Campaign"),
        mark("One pool with its own points, price and terms, gifting for a time."),
        ("price", "assumptions")),
    "issue_price": Term(
        mark("Issue price"),
        mark("The price at which a pool's very first points are gifted."),
        ("price", "worked_example")),
    "redemption_price": Term(
        mark("Redemption price"),
        mark("What a point is counted at right now: the pool divided by all points; sellers get "
             "it less the fee."), ("price", "worked_example")),
    "order_contribution": Term(
        mark("Order contribution"),
        mark("What an order leaves for the pool once goods, platform and distribution are "
             "paid."), ("price", "treasury", "worked_example")),
    "gift_share": Term(
        mark("Gift share"),
        mark("The part of the contribution that is given to the buyer as points."),
        ("assumptions", "worked_example")),
    "mint": Term(
        mark("Mint"), mark("To create points for an order."), ("price", "method")),
    "burn": Term(
        mark("Burn"), mark("To destroy points that were sold back."), ("price", "method")),
    "retained_fee": Term(
        mark("Retained fee"),
        mark("The part of a sale's value that is not paid out and stays in the pool, where it "
             "lifts the price for those who hold on."), ("price", "worked_example")),
    "cap_multiple": Term(
        mark("Cap multiple"),
        mark("How many times the spend (or the gift) points may be worth before the system "
             "sells them by force."), ("exits", "assumptions", "worked_example")),
    "forced_redemption": Term(
        mark("Forced redemption"),
        mark("The sale of all of a member's points by the system when they are worth the cap."),
        ("exits", "method")),
    "exit": Term(
        mark("Exit (cap-out)"),
        mark("A forced redemption seen from the member: out of the campaign, which does not say "
             "how much was paid."), ("exits", "overview")),
    "redemption_haircut": Term(
        mark("Redemption haircut"),
        mark("What a seller loses to the fee, in parts of the points' value."),
        ("price", "exits")),
    "nav_per_point": Term(
        mark("Net asset value per point"),
        mark("The pool per point; the same as the redemption price, and for all points together "
             "never more than the pool holds."), ("price",)),
    "coverage": Term(
        mark("Coverage"),
        mark("What a pool holds over what it has promised."), ("price", "treasury")),
    "reserve": Term(
        mark("Reserve"),
        mark("Money set aside to pay a promise; here the pool, and nothing for ad points."),
        ("treasury", "worked_example")),
    "rotation": Term(
        mark("Rotation"),
        mark("To end one campaign and open the next with a new pool and a low price."),
        ("price", "assumptions")),
    "late_entrant": Term(
        mark("Late entrant who bears the loss"),
        mark("Who buys at a high price and finds nobody after them to lift it further."),
        ("overview", "exits")),
    "collapse": Term(
        mark("Collapse"),
        mark("The end of a scheme: payments stop while promises are open."),
        ("overview", "treasury")),
}

RELEASE_WORDS = {
    "ad_points": Term(
        mark("Ad points"),
        mark("A promise to pay back a purchase in small daily parts for watching adverts; no "
             "pool stands behind it."), ("releases", "worked_example")),
    "release": Term(
        mark("Release"),
        mark("The part of the ad points that is turned into wallet balance on a day."),
        ("releases", "worked_example")),
    "vesting": Term(
        mark("Vesting"),
        mark("That a promised amount becomes one's own only bit by bit; release is a kind of "
             "it."), ("releases",)),
    "breakage": Term(
        mark("Breakage"),
        mark("What is promised but never claimed: the ad points that members leave behind when "
             "they stop watching, and those that missed tasks forfeit."), ("releases", "treasury")),
    "liability": Term(
        mark("Liability"),
        mark("What is owed to members: ad points not yet released with their commissions, and "
             "wallet balances."), ("releases", "treasury")),
    "float": Term(
        mark("Float"),
        mark("Members' money that the platform holds for a while: the wallet balance."),
        ("treasury",)),
    "runway": Term(
        mark("Runway"),
        mark("How long operating cash lasts at the present course."), ("overview", "treasury")),
    "operating_cash": Term(
        mark("Operating cash"),
        mark("The platform's own account, without the pools."), ("overview", "treasury")),
    "finance_wallet": Term(
        mark("Finance wallet"),
        mark("A separate account in the app that rewards of leaders and agents may be paid "
             "into."), ("method",)),
}

PEOPLE_WORDS = {
    "direct_referral": Term(
        mark("Direct referral"),
        mark("Income from those whom one has brought in oneself."), ("payouts", "method")),
    "indirect_referral": Term(
        mark("Indirect referral"),
        mark("Income from those whom one's own referrals have brought in."),
        ("payouts", "method")),
    "team_leader": Term(
        mark("Team leader"),
        mark("A member who is paid a bonus on the volume of everybody below."),
        ("payouts", "method")),
    "differential": Term(
        mark("Differential bonus"),
        mark("A leader gets only the difference between the own rate and the highest rate "
             "already paid below."), ("payouts", "method")),
    "same_level": Term(
        mark("Same-level bonus"),
        mark("A part of the bonus of a leader of equal rank below."), ("payouts", "method")),
    "regional_agent": Term(
        mark("Regional agent"),
        mark("Who has paid a fee to earn a part of all sales in an area."),
        ("payouts", "worked_example")),
    "contribution_points": Term(
        mark("Contribution points"),
        mark("What leaders are paid instead of cash: a claim on shares to come."),
        ("payouts", "method")),
    "pre_listing_shares": Term(
        mark("Pre-listing shares"),
        mark("Shares of a company that says it will go public; they may never be worth "
             "anything."), ("payouts", "method")),
    "payout_ratio": Term(
        mark("Payout ratio"),
        mark("Payouts over sales. There is no one definition: say whether cash, accrual or "
             "promised is meant."), ("payouts",)),
    "payout_control": Term(
        mark("Payout control"),
        mark("Terms that an operator sets to slow down or lower payouts."),
        ("assumptions", "method")),
    "upline": Term(
        mark("Upline"),
        mark("Those above a member in the referral tree: the sponsor, the sponsor's sponsor, and "
             "so on up to the top."), ("members", "payouts")),
    "downline": Term(
        mark("Downline"),
        mark("Those below a member in the referral tree, whose orders or releases pay its "
             "commissions."), ("members", "payouts")),
    "tree_depth": Term(
        mark("Tree depth"),
        mark("How many uplines stand between a member and the top of the referral tree."),
        ("members",)),
    "qualifying_product": Term(
        mark("Qualifying product"),
        mark("A product whose purchase makes a member."), ("assumptions",)),
    "repurchase_shelf": Term(
        mark("Repurchase shelf"),
        mark("Products that only members may buy, on terms of their own."), ("assumptions",)),
    "traffic_product": Term(
        mark("Traffic product"),
        mark("A cheap product that brings visitors and may be paid from the wallet; it earns no "
             "points."), ("assumptions",)),
}

ANALYSIS_WORDS = {
    "scenario": Term(
        mark("Scenario"),
        mark("All numbers of a scheme and its world together; the same scenario always gives "
             "the same result."), ("overview", "assumptions")),
    "verdict": Term(
        mark("Verdict"),
        mark("What becomes of one of the vendor's promises in a scenario: kept for more than "
             "99% of people, kept for some (at least half), not kept; true, but paid while the "
             "operator has no cash; or not tested, because no case of it occurs."),
        ("claims",)),
    "baseline": Term(
        mark("Baseline"),
        mark("The scenario that every number is compared with, dashed and grey in figures."),
        ("overview",)),
    "lever": Term(
        mark("Lever"), mark("A number that the operator decides."), ("assumptions",)),
    "assumption": Term(
        mark("Assumption"),
        mark("A number that nobody can decide, or that the source leaves open, set by us with a "
             "reason."), ("assumptions", "method")),
    "cohort": Term(
        mark("Cohort"),
        mark("Members who joined at the same time, seen as one group."),
        ("overview", "exits", "method")),
    "single_member": Term(
        mark("Single member"),
        mark("One simulated person with own orders, tasks, points and sponsor, where cohorts have "
             "the mean of all alike."), ("members", "method")),
    "gini": Term(
        mark("Gini coefficient"),
        mark("How unequally something is spread: 0 if all have the same, 1 if one has it all; "
             "twice the area between the Lorenz curve and the line of equality."), ("members",)),
    "lorenz": Term(
        mark("Lorenz curve"),
        mark("Members from the one who did worst up to the one who did best, and what part of the "
             "whole all up to there have together."), ("members",)),
    "sampling_error": Term(
        mark("Sampling error"),
        mark("What a result is off by because only some people are simulated; it falls with the "
             "root of their number."), ("members", "uncertainty")),
    "segment": Term(
        mark("Segment"),
        mark("A kind of member with its own habits of buying and watching."),
        ("exits", "assumptions")),
}

SECTIONS = {
    mark("Words of the pool"): POOL_WORDS,
    mark("Words of releases and cash"): RELEASE_WORDS,
    mark("Words of people and payouts"): PEOPLE_WORDS,
    mark("Words of the analysis"): ANALYSIS_WORDS,
}
TERMS = POOL_WORDS | RELEASE_WORDS | PEOPLE_WORDS | ANALYSIS_WORDS


def meaning(term: str, words: Words) -> str:
    """The one sentence that says what a term means. KeyError for an unknown one."""
    return words(TERMS[term].meaning)
