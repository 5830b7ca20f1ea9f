"""When operating cash falls below zero, and what would fill the gap."""

import math

from answers import cash
from answers.cards import Card, figure
from answers.paged import Shown, Table
from answers.readings import pick
from answers.releases import benchmark
from answers.results import Results
from answers.scene import Scene
from answers.sentences import joined
from answers.tables.treasury import sources_and_uses
from answers.tiles import Tile
from charts import treasury as charts
from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("When does the money run out, and what would fill the gap?")


def verdict(now: Results, words: Words) -> str:
    """The course of operating cash, and whether adverts could fill the gap."""
    summary = now.summary
    if math.isnan(summary["first_negative_day"]):
        return words(
            "Operating cash never falls below zero in {days} days; its lowest close is {lowest} on "
            "{day}.", days=words.number(now.run.days, digits=0),
            lowest=words.money(summary["lowest_cash"]), day=words.day(summary["lowest_cash_day"]),
        )
    course = words("{text}.", text=cash.clause(now, words))
    return joined([course[:1].upper() + course[1:], _adverts(now, words)], words)


def aside(now: Results, words: Words) -> str:
    """What money that comes once hides; empty where it hides nothing."""
    return cash.hidden(now, words)


def _adverts(now: Results, words: Words) -> str:
    """What adverts would have to bring for cash never to be below zero."""
    needed = now.summary["breakeven_revenue_per_view"]
    if math.isnan(needed):
        return words("No advert income could fill the gap in time.")
    assumed = now.run.scenario.number("ad_points.revenue_per_view")
    if assumed == 0:
        return words("Adverts, which bring nothing here, would have to bring {needed} a view to "
                     "fill the gap.", needed=words.money(needed))
    return words("Adverts would have to bring {needed} a view, {times} what is assumed, to fill "
                 "the gap.", needed=words.money(needed),
                 times=words.multiple(needed / assumed, digits=1))


def readings(words: Words) -> list[Tile]:
    """The gap in time and money, what adverts would have to bring, what is promised beyond."""
    return pick(words, "first_negative_day", "peak_funding", "lowest_cash", "lowest_cash_day",
                "breakeven_revenue_per_view", "unfunded_promise", "unfunded_promise_to_watchers")


@figure(
    daily=("ad_revenue", "operating_cash"), summary=("breakeven_revenue_per_view",),
    statements=("S-1",),
)
def advert_income(scene: Scene) -> Card:
    """What one finished ad task brings, and would have to."""
    words = scene.words
    return Card(
        words("What adverts would have to bring"),
        words("Income from one finished ad task, which a member does at most once a day.")
        + " " + benchmark(words),
        charts.advert_income(*scene.runs))


@figure(
    daily=("ad_revenue", "agent_fees", "contribution", "withdrawals", "agent_payouts",
           "operating_cash"),
)
def sources_uses(scene: Scene) -> Card:
    """Sources and uses of cash by month."""
    words = scene.words
    return Card(
        words("Sources and uses, month by month"),
        words("What comes in stands above zero, what goes out below. The line is what the "
              "month's flows leave. Money from pools only passes through: it is owed to those who "
              "sold. What is missing for cash to be never below zero must come from outside."),
        charts.sources_and_uses(*scene.runs))


def tables(scene: Scene) -> list[Table]:
    """The account of the whole time."""
    words = scene.words
    return [Table(
        "account", words("The account of the whole time"),
        words("Cash at the start, all sources and all uses add up to cash at the end."),
        sources_and_uses(scene.now, scene.then, words),
        words("Whole yuan, each rounded so that the column adds up. Pools are a separate account: "
              "what is in them is not the platform's."))]


SHOWN = Shown(("cash", "owed", "advert-income", "sources-uses"),
              in_reports=("cash", "owed", "sources-uses", "uses", "advert-income"), tables=tables)
