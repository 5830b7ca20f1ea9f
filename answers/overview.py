"""Who gets their money back, who pays, and how long the cash lasts."""

from answers import cash
from answers.readings import pick
from answers.results import Results
from answers.tiles import Tile
from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("Who wins, who pays, and when does the money run out?")


def verdict(now: Results, words: Words) -> str:
    """Who gets their money back, how much comes back, how long the cash lasts."""
    summary = now.summary
    if not summary["members"] > 0:
        return cash.nobody(now, words)
    return words(
        "{share} of members get back what they spent, each yuan spent has returned {back} on "
        "average, and {cash}.", share=words.percent(summary["recovered_share"]),
        back=words.money(summary["recovered_multiple"]), cash=cash.clause(now, words),
    )


def aside(now: Results, words: Words) -> str:
    """What hides that the cash would not last; empty where nothing does."""
    return cash.hidden(now, words)


def readings(words: Words) -> list[Tile]:
    """Who wins, who pays, when does the money run out: six tiles."""
    return pick(words, "recovered_share", "recovered_multiple", "exit_share",
                "first_negative_day", "peak_funding", "unfunded_promise")
