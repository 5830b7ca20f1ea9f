"""Who gets their money back, who pays, and how long the cash lasts."""

import math

from ui.results import Results
from ui.tiles import Tile
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
    return [*_members(words), *_money(words)]


def _members(words: Words) -> list[Tile]:
    return [
        Tile("recovered_share", words("Members who break even"),
             words("Members whose cash received (redemptions and released ad points, without "
                   "referral income) reaches what they spent, of all members."), "percent", 1),
        Tile("recovered_multiple", words("Money back per yuan spent"),
             words("Everything that members received in cash, divided by everything that they "
                   "spent. Points still held do not count."), "money", 1),
        Tile("exit_share", words("Members out at the cap"),
             words("Members whose points were bought out at the cap at least once, of all "
                   "members. The pitch promises this to everybody (S-3)."), "percent", 1),
    ]


def _money(words: Words) -> list[Tile]:
    return [
        Tile("first_negative_day", words("Cash first below zero"),
             words("First day whose closing operating cash is negative; the backstop pool is a "
                   "separate account and cannot be used."), "day", 1, words("never")),
        Tile("peak_funding", words("Peak funding needed"),
             words("Money that somebody has to bring from outside at the worst moment: the "
                   "deepest point of operating cash below zero."), "money", -1),
        Tile("unfunded_promise", words("Unfunded promise"),
             words("Ad points not yet released, with the commissions due on them, and wallet "
                   "balances, less the operating cash there is on the last day."), "money", -1),
    ]
