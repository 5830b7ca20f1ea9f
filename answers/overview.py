"""Who gets their money back, who pays, and how long the cash lasts."""

import math

from answers.readings import pick
from answers.results import Results
from answers.tiles import Tile
from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("Who wins, who pays, and when does the money run out?")


def verdict(now: Results, words: Words) -> str:
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


def readings(words: Words) -> list[Tile]:
    """Who wins, who pays, when does the money run out: six tiles."""
    return pick(words, "recovered_share", "recovered_multiple", "exit_share",
                "first_negative_day", "peak_funding", "unfunded_promise")
