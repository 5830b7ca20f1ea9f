"""How far the first campaign's price went, and what all of its points together would fetch."""

import math

from analysis.pooled import has_pool
from answers import pools
from answers.cards import Card, figure
from answers.paged import Shown
from answers.readings import pick
from answers.results import Results
from answers.scene import Scene
from answers.tiles import Tile
from charts.price import pool_path, price_drivers, rule_of_thumb
from wording import Words
from wording.names import row_name


def question(words: Words) -> str:
    """What the page answers."""
    return words("What lifts the price, and how far?")


def verdict(now: Results, words: Words) -> str:
    """How far the first campaign's price went, and what all of its points together would fetch."""
    if not has_pool(now.run.scenario):
        return pools.none(words)
    campaigns = now.run.campaign_ids
    last, pool = (float(now.run.campaigns[name][0, 0, -1]) for name in ("price", "pool"))
    rise = last / now.run.scenario.number(f"campaigns.{campaigns[0]}.issue_price")
    facts = {
        "price": words.money(last), "rise": words.multiple(rise, digits=1),
        "pool": words.money(pool),
    }
    if not float(now.run.campaigns["points"][0, 0, -1]) > 0:
        return words("The {campaign} ends without any points; its pool holds {pool}.",
                     campaign=row_name(words, "campaigns", campaigns[0]), **facts)
    if len(campaigns) > 1:
        return words(
            "A point of the {campaign} ends at {price}, {rise} its issue price; all of its points "
            "together can bring no more than what its pool holds: {pool}.",
            campaign=row_name(words, "campaigns", campaigns[0]), **facts,
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


@figure(daily=("pool",), summary=("pool_coverage",), statements=("S-3", "S-22"))
def pool(scene: Scene) -> Card:
    """Yuan in every pool."""
    words = scene.words
    return Card(
        words("What is in the pool"),
        words("All that points can ever be paid from. Orders fill it, sales empty it. Where there "
              "are several pools, the baseline is what is in all of its pools."),
        pool_path(*scene.runs, scene.band("pool")))


@figure(daily=("price", "contribution", "minted", "points_burned"), statements=("S-2", "S-3"))
def drivers(scene: Scene) -> Card:
    """What multiplied the first campaign's price."""
    words = scene.words
    return Card(
        words("What lifted the price"),
        words("In the first campaign: issuing fewer points than the money brought in would "
              "buy, orders that bring money without points, and fees kept when sold points "
              "are burned. The three multiply."), price_drivers(scene.now.run, words))


@figure(daily=("price", "contribution"), statements=("S-2",))
def rule(scene: Scene) -> Card:
    """The closed form beside the first campaign's price."""
    words = scene.words
    return Card(
        words("The rule of thumb"),
        words("With identical orders and no sales the first campaign's price grows as orders "
              "to the power of 1 − gift share: at 70% it takes ten times the orders to "
              "double the price."), rule_of_thumb(scene.now.run, words))


SHOWN = Shown(("price", "pool", "drivers", "rule"), half=("drivers", "rule"),
              in_reports=("price", "pool", "drivers"), applies=has_pool, alone=True)
