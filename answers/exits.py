"""Who is forced out at the cap price, when, and who is still waiting."""

import math

from analysis.pooled import has_pool
from answers import pools
from answers.cards import Card, figure
from answers.paged import Shown
from answers.readings import pick
from answers.results import Results
from answers.scene import Scene
from answers.tiles import Tile
from charts.exits import exit_days as days_of_exit
from charts.exits import pool_growth as growth_of_pool
from charts.exits import shares_by_month
from charts.exits import waits as lengths_of_waits
from model.readings import exits
from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("Who gets out, when, and who is still waiting?")


def verdict(now: Results, words: Words) -> str:
    """Who was forced out, after how long, up to which day of joining, and who still waits."""
    if not has_pool(now.run.scenario):
        return pools.none(words)
    out = now.summary["exit_share"]
    if math.isnan(out):
        return words("Nobody joins, so nobody waits and nobody leaves.")
    facts = {
        "out": words.percent(out),
        "waiting": words.percent(float(exits.waiting_share(now.run)[0])),
        "days": words.number(now.run.days, digits=0),
    }
    if out == 0:
        return words(
            "Nobody is forced out at the cap price in {days} days; on the last one {waiting} of "
            "members hold points and wait.", **facts,
        )
    last = float(exits.last_join_day_forced_out(now.run)[0])
    facts["delay"] = words.plural(
        "{count} day", "{count} days", round(now.summary["exit_delay_days"])
    )
    if last == now.run.days - 1:
        return words(
            "{out} of members are forced out at the cap price, {delay} after joining on average; "
            "{waiting} never were and still hold points on the last day.", **facts,
        )
    return words(
        "{out} of members are forced out at the cap price, {delay} after joining on average, and "
        "nobody who joined after {last}; {waiting} never were and still hold points on the last "
        "day.", last=words.day(last), **facts,
    )


def readings(words: Words) -> list[Tile]:
    """Who is out, how late, and who got the money back, which is not the same."""
    return pick(words, "exit_share", "exit_delay_days", "recovered_share")


@figure(daily=("pool", "price", "points"), statements=("S-3", "S-5"))
def pool_growth(scene: Scene) -> Card:
    """How far the pool must still grow for each day's buyer."""
    words = scene.words
    return Card(
        words("How many times the pool must still grow for today's buyer"),
        words("For a first order of each day: how many times that day's pool must grow, by "
              "orders like that day's and with nobody selling, until the cap forces it out, and "
              "how far the pool really grew afterwards, up to the last simulated day. Sales of "
              "others bring an exit a little nearer; the rest can only wait."),
        growth_of_pool(*scene.runs))


@figure(groups=("join_day", "exit_day"), statements=("S-3",))
def exit_days(scene: Scene) -> Card:
    """Join day against the day of the first forced exit."""
    words = scene.words
    return Card(
        words("Joined and forced out"),
        words("Each mark is the buyers of one day and kind: when they joined, and when the "
              "system first sold their points by force. Who joined later than the axis "
              "reaches was not forced out at all. What it paid may be less than the cap."),
        days_of_exit(*scene.runs))


@figure(groups=("join_day", "exit_day", "members"), statements=("S-3",))
def waits(scene: Scene) -> Card:
    """How long those who were forced out had waited."""
    words = scene.words
    return Card(
        words("How long they waited"),
        words("Only members who were forced out, by months from joining to the first time. "
              "Those who never were are not in this figure."),
        lengths_of_waits(*scene.runs))


@figure(
    groups=("exit_day", "members"), summary=("exit_share", "recovered_share"), statements=("S-3",),
)
def exit_shares(scene: Scene) -> Card:
    """Forced out and recovered, by join month."""
    words = scene.words
    return Card(
        words("Forced out, and money back"),
        words("Members of each month of joining. The two differ: one may be forced out and "
              "have spent more since, or get one's money back from ad points without ever "
              "reaching the cap. Late months had less time."),
        shares_by_month(*scene.runs))


SHOWN = Shown(("exit-shares", "pool-growth", "exit-days", "waits"), half=("exit-days", "waits"),
              in_reports=("exit-shares", "pool-growth"), applies=has_pool, alone=True)
