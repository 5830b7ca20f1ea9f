"""When operating cash falls below zero, and what would fill the gap."""

import math

from answers.readings import pick
from answers.results import Results
from answers.tiles import Tile
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
    assumed = now.run.scenario.number("ad_points.revenue_per_view")
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
    return pick(words, "first_negative_day", "peak_funding", "unfunded_promise", "lowest_cash",
                "lowest_cash_day", "breakeven_revenue_per_view")
