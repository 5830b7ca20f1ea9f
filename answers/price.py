"""How far the first campaign's price went, and what all of its points together would fetch."""

import math

from answers.readings import pick
from answers.results import Results
from answers.tiles import Tile
from charts.names import row_name
from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("What lifts the price, and how far?")


def verdict(now: Results, words: Words) -> str:
    """How far the first campaign's price went, and what all of its points together would fetch."""
    campaigns = now.run.campaign_ids
    last, pool = (float(now.run.campaigns[name][0, 0, -1]) for name in ("price", "pool"))
    rise = last / now.run.scenario.number(f"campaigns.{campaigns[0]}.issue_price")
    facts = {
        "price": words.money(last), "rise": words.multiple(rise, digits=1),
        "pool": words.money(pool),
    }
    if not float(now.run.campaigns["points"][0, 0, -1]) > 0:
        return words("The {campaign} ends without any points; its pool holds {pool}.",
                     campaign=row_name(words, campaigns[0]), **facts)
    if len(campaigns) > 1:
        return words(
            "A point of the {campaign} ends at {price}, {rise} its issue price; all of its points "
            "together can bring no more than what its pool holds: {pool}.",
            campaign=row_name(words, campaigns[0]), **facts,
        )
    if math.isnan(now.summary["pool_coverage"]):
        return words(
            "A point ends at {price}, {rise} its issue price; all points together can bring no "
            "more than what the pool holds: {pool}.", **facts,
        )
    return words(
        "A point ends at {price}, {rise} its issue price; all points together can bring no more "
        "than what the pool holds: {pool}, {coverage} of what the cap promises to those who hold "
        "points.", coverage=words.percent(now.summary["pool_coverage"]), **facts,
    )


def readings(words: Words) -> list[Tile]:
    """What stands behind the price: three tiles."""
    return pick(words, "pool_coverage", "exit_delay_days", "trapped_pool")
