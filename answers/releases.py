"""When a purchase is paid back by releases, what is owed, and what is there to pay it."""

import math

from answers.readings import pick
from answers.results import Results
from answers.tiles import Tile
from model import releases
from model.baskets import basket
from model.benchmarks import INCOME_PER_DAILY_USER
from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("When is a purchase paid back, and who pays for it?")


def verdict(now: Results, words: Words) -> str:
    """When releases pay a first order back, for whom they never do, what is owed at the end."""
    if math.isnan(now.summary["recovered_share"]):
        return words("Nobody joins, so no ad points are owed to anybody.")
    if basket(now.run.scenario, "enrolment").ad_points == 0:
        return words("First orders earn no ad points, so releases pay none of them back.")
    day = float(releases.payback_day(releases.paid_back_if_never_missed(now.run))[0])
    due = {kind: float(amount[0, -1]) for kind, amount in releases.owed(now.run).items()}
    facts = {
        "owed": words.money(sum(due.values())),
        "claimable": words.money(sum(due.values()) - due["left_behind"]),
        "cash": words.money(float(now.run.daily["operating_cash"][0, -1])),
    }
    if math.isnan(day):
        return words(
            "Releases never pay a first order back, even if no ad task is missed; on the last day "
            "{owed} are owed on paper, {claimable} of it to those who will still claim it, and "
            "operating cash is {cash}.", **facts,
        )
    return words(
        "Releases pay a first order back after {wait} if no ad task is missed, but {share} of "
        "members stop watching before theirs is paid back; on the last day {owed} are owed on "
        "paper, {claimable} of it to those who will still claim it, and operating cash is {cash}.",
        wait=words.plural("{count} day", "{count} days", int(day)),
        share=words.percent(float(releases.never_paid_back_share(now.run)[0])), **facts,
    )


def readings(words: Words) -> list[Tile]:
    """What is promised beyond the cash, what came back, and what adverts would have to bring."""
    return pick(words, "unfunded_promise", "unfunded_promise_to_watchers", "ad_points_left_behind",
                "recovered_multiple", "breakeven_revenue_per_view")



def benchmark(words: Words) -> str:
    """What the grey band of advert income is, who published it, and how it differs from ours."""
    known = INCOME_PER_DAILY_USER
    return words(
        "Benchmark for advert income: Qutoutiao, a read-to-earn app, took in {low} to {high} a day "
        "per daily user from all sources (company 6-K releases, {period}, grade {grade}) and made "
        "a net loss in every quarter. A daily user opens the app; our active member finishes a "
        "whole ad task, so compare with care.",
        low=words.money(known.low), high=words.money(known.high), period=known.period,
        grade=known.grade,
    )
