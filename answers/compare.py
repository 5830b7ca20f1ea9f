"""How a scenario's result differs from another's, and which parameter brings most of it."""

from analysis.compare import Decomposition
from answers import tiles
from answers.tiles import Tile
from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("How do scenarios differ, and through what?")


def verdict(
    split: Decomposition | None, titles: tuple[str, str], tile: Tile, labels: list[str],
    words: Words,
) -> str:
    """The result of both, their difference, and the largest part of it.

    `titles` are those of the baseline and the other; `labels` those of the parts.
    """
    if split is None:
        return words("Choose two scenarios or more to compare them.")
    baseline, other = titles
    facts = {
        "result": tile.label, "baseline": baseline, "other": other,
        "start": tiles.write(tile, split.start, words), "end": tiles.write(tile, split.end, words),
    }
    if not split.parts:
        return words("“{baseline}” and “{other}” have the same parameters, so all results are the "
                     "same. {result}: {end}.", **facts)
    if facts["start"] == facts["end"]:
        return words("{result}: {end} in “{other}” as in “{baseline}”, to the digits shown.",
                     **facts)
    told = words("{result}: {end} in “{other}” against {start} in “{baseline}”.", **facts)
    change = tiles.difference(tile, split.parts[0].change, 0.0, words)
    if not any(digit in change for digit in "123456789"):  # undefined, or too small to see
        return told
    largest = words("“{parameter}” brings the largest part, {change}.", parameter=labels[0],
                    change=change)
    return f"{told} {largest}"
