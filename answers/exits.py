"""Who is forced out at the cap price, when, and who is still waiting."""

import math

from answers.readings import pick
from answers.results import Results
from answers.tiles import Tile
from model import exits
from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("Who gets out, when, and who is still waiting?")


def verdict(now: Results, words: Words) -> str:
    """Who was forced out, after how long, up to which day of joining, and who still waits."""
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
