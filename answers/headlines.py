"""Headline numbers beside the baseline's, by whose gain they are, and whether that is fair."""

from collections.abc import Sequence

from analysis.likeness import Likeness, likeness
from answers.results import Results
from answers.sentences import joined
from answers.tiles import SIDES, Tile, Told, told, write
from wording import Words, mark

PART_OF_SALES = mark("{part} of sales")
SIZED = mark("baseline {value}, {part} of sales")


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
    return joined([
        words("Not like for like: {apart}.", apart=words(", ").join(apart)),
        words("So no colour says better or worse, and amounts stand as parts of sales."),
    ], words)


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
    if tile.total and all(sold > 0 for sold in sizes.sales):
        parts = [words.percent(value / sold) for value, sold in zip((new, old), sizes.sales,
                                                                    strict=True)]
        texts |= {
            "change": words(PART_OF_SALES, part=parts[0]), "arrow": "off",
            "baseline": words(SIZED, value=write(tile, old, words), part=parts[1]),
        }
    return texts


def grouped(
    tiles: Sequence[Tile], now: Results, then: Results, words: Words
) -> list[Told]:
    """Tiles by whose gain they are: members' first, then the operator's. A group with a colour
    says what it means.
    """
    ordered = sorted(tiles, key=lambda tile: SIDES.index(tile.whose))
    shown = [of(tile, now, then, words) for tile in ordered]
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
