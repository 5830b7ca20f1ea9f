"""Headline numbers beside the baseline's, by whose gain they are, and whether that is fair."""

from collections.abc import Sequence

from analysis.likeness import Likeness, likeness
from answers.results import Results
from answers.sentences import joined
from answers.tiles import SIDES, Tile, Told, told, write
from wording import Words


def size(now: Results, then: Results) -> Likeness:
    """How long both runs are, how many joined, how much was sold."""
    return likeness(now.run.scenario, now.summary, then.run.scenario, then.summary)


def unlike(now: Results, then: Results, words: Words) -> str:
    """That a comparison is not like for like, and in what; empty where it is."""
    return said(size(now, then), words)


def said(sizes: Likeness, words: Words) -> str:
    """The same of sizes that are known."""
    if sizes.alike:
        return ""
    apart = []
    if sizes.days[0] != sizes.days[1]:
        apart.append(words("{now} against {then} days", **_pair(sizes.days, words)))
    if sizes.members[0] != sizes.members[1]:
        apart.append(words("{now} against {then} people who joined",
                           **_pair(sizes.members, words)))
    so = words("So no colour marks better or worse, and amounts are given as parts of sales.")
    if not _both_sold(sizes):
        so = words("So no colour marks better or worse.")
    return joined([words("Not like for like: {apart}.", apart=words(", ").join(apart)), so], words)


def _both_sold(sizes: Likeness) -> bool:
    return all(sold > 0 for sold in sizes.sales)


def _pair(counts: tuple[int, int], words: Words) -> dict[str, str]:
    now, then = (words.number(count, digits=0) for count in counts)
    return {"now": now, "then": then}


def of(tile: Tile, now: Results, then: Results, words: Words) -> Told:
    """A tile beside the baseline's, in parts of sales and without colour if not like for like."""
    new, old = (each.summary[tile.reading] for each in (now, then))
    return beside(tile, new, old, size(now, then), words)


def beside(tile: Tile, new: float, old: float, sizes: Likeness, words: Words) -> Told:
    """A tile whose values and sizes of runs are known."""
    texts = told(tile, new, old, words)
    if sizes.alike:
        return texts
    texts["colour"] = "gray"
    if tile.total and _both_sold(sizes):
        texts |= {
            "change": part_of_sales(new, sizes.sales[0], words), "arrow": "off",
            "baseline": words("baseline {value}, {part}", value=write(tile, old, words),
                              part=part_of_sales(old, sizes.sales[1], words)),
        }
    return texts


def part_of_sales(amount: float, sales: float, words: Words) -> str:
    """An amount that grows with sales, as a part of them."""
    return words("{part} of sales", part=words.percent(amount / sales if sales else None))


def grouped(
    tiles: Sequence[Tile], now: Results, then: Results, words: Words
) -> list[Told]:
    """Tiles by whose gain they are: members' first, then the operator's. A group with a colour
    says what it means. Nothing stands beside a scenario that is its own baseline.
    """
    ordered = sorted(tiles, key=lambda tile: SIDES.index(tile.whose))
    shown = [of(tile, now, then, words) for tile in ordered]
    if now.run.scenario == then.run.scenario:
        for tile in shown:
            tile["change"] = tile["baseline"] = ""
    return explained(shown, words)


def explained(shown: list[Told], words: Words) -> list[Told]:
    """The tiles, the title of a group with a colour saying what it means."""
    coloured = {tile["group"] for tile in shown if tile["colour"] != "gray"}
    for tile in shown:
        if tile["group"] in coloured:
            tile["group"] = words("{group}: green is a gain, red a loss", group=tile["group"])
    return shown


def groups(shown: Sequence[Told]) -> dict[str, list[Told]]:
    """Told tiles under the title of their group, in order."""
    found: dict[str, list[Told]] = {}
    for tile in shown:
        found.setdefault(tile["group"], []).append(tile)
    return found
