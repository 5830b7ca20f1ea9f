"""When operating cash falls below zero, and what would fill the gap."""

import math

from ui.answers import overview
from ui.results import Results
from ui.tiles import Tile
from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("When does the money run out, and what would fill the gap?")


def verdict(now: Results, words: Words) -> str:
    """The first day below zero, the depth of the gap, and whether adverts could fill it."""
    summary = now.summary
    if math.isnan(summary["first_negative_day"]):
        return words(
            "Operating cash never falls below zero in {days} days; its lowest close is {lowest} on "
            "{day}.", days=words.number(now.run.days, digits=0),
            lowest=words.money(summary["lowest_cash"]), day=words.day(summary["lowest_cash_day"]),
        )
    facts = {
        "first": words.day(summary["first_negative_day"]),
        "funding": words.money(summary["peak_funding"]),
        "last": words.day(summary["lowest_cash_day"]),
    }
    needed = summary["breakeven_revenue_per_view"]
    if math.isnan(needed):
        return words(
            "Operating cash falls below zero on {first}, {funding} are missing by {last}, and no "
            "advert income could fill the gap in time.", **facts,
        )
    facts["needed"] = words.money(needed)
    assumed = now.run.scenario["ad_points.revenue_per_view"]
    if assumed == 0:
        return words(
            "Operating cash falls below zero on {first} and {funding} are missing by {last}; "
            "adverts, which bring nothing here, would have to bring {needed} a view.", **facts,
        )
    return words(
        "Operating cash falls below zero on {first} and {funding} are missing by {last}; adverts "
        "would have to bring {needed} a view, {times} what is assumed.",
        times=words.multiple(needed / assumed, digits=1), **facts,
    )


def readings(words: Words) -> list[Tile]:
    """The gap in time and money, what adverts would have to bring, what is promised beyond."""
    known = {tile.reading: tile for tile in overview.readings(words)}
    return [
        known["first_negative_day"], known["peak_funding"], known["unfunded_promise"],
        Tile("lowest_cash", words("Lowest operating cash"),
             words("Operating cash at its lowest daily close. Below zero it is the funding "
                   "needed; above zero it is the reserve that was never touched."), "money", 1),
        Tile("lowest_cash_day", words("Lowest on day"),
             words("The day of that lowest close. On the last day of the run cash may be still "
                   "falling."), "day", 1),
        Tile("breakeven_revenue_per_view", words("Break-even advert income"),
             words("The smallest constant income per advert view, in yuan, with which operating "
                   "cash would never be below zero, all else unchanged."),
             "money", -1, words("none would do")),
    ]
