"""One sentence per page, computed from the results, in plain words."""

import math

from charts.names import row_name
from ui.results import Results
from wording import Words


def overview(now: Results, words: Words) -> str:
    """Who gets their money back, how much comes back, and how long the cash lasts."""
    summary = now.summary
    if math.isnan(summary["recovered_share"]):
        return words("Nobody joins, so nobody wins and nobody pays.")
    facts = {
        "share": words.percent(summary["recovered_share"]),
        "back": words.money(summary["recovered_multiple"]),
        "days": words.number(now.run.days, digits=0),
    }
    if math.isnan(summary["first_negative_day"]):
        return words(
            "{share} of members get back what they spent, each yuan spent has returned {back} on "
            "average, and operating cash lasts all {days} days.", **facts,
        )
    return words(
        "{share} of members get back what they spent, each yuan spent has returned {back} on "
        "average, and operating cash runs out on {day}: {funding} must come from outside.",
        day=words.day(summary["first_negative_day"]),
        funding=words.money(summary["peak_funding"]), **facts,
    )


def price(now: Results, words: Words) -> str:
    """How far the first campaign's price went, and what all of its points together would fetch."""
    campaigns = now.run.campaign_ids
    last, pool = (float(now.run.campaigns[name][0, 0, -1]) for name in ("price", "pool"))
    rise = last / now.run.scenario[f"campaigns.{campaigns[0]}.issue_price"]
    facts = {
        "price": words.money(last), "rise": words.multiple(rise, digits=1),
        "pool": words.money(pool),
    }
    if len(campaigns) > 1:
        return words(
            "A point of the {campaign} ends at {price}, {rise} its issue price, yet selling all "
            "of its points could never bring more than what its pool holds: {pool}.",
            campaign=row_name(words, campaigns[0]), **facts,
        )
    return words(
        "A point ends at {price}, {rise} its issue price, yet selling every point could never "
        "bring more than what the pool holds: {pool}.", **facts,
    )
