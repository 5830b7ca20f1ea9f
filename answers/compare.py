"""How a scenario's result differs from another's, and which parameter brings most of it."""

import math
from collections.abc import Sequence

from analysis.compare import Decomposition
from answers import tiles
from answers.sentences import joined
from answers.tiles import Tile
from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("How do the scenarios differ, and why?")


def verdict(
    split: Decomposition | None, titles: tuple[str, str], tile: Tile, labels: list[str],
    words: Words, rows: Sequence[str] = (),
) -> str:
    """The result of both, which rows came or went, and the largest part of the difference.

    `titles` are those of the baseline and the other; `labels` those of the parts; `rows` what
    `answers.changes.rows_told` says.
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
        told = [words("{result}: {end} in “{other}” as in “{baseline}”, to the digits shown.",
                      **facts)]
    else:
        told = [words("{result}: {end} in “{other}” against {start} in “{baseline}”.", **facts)]
    if rows:
        told.append(words("In “{other}”: {rows}.", rows=words("; ").join(rows), **facts))
    change = split.parts[0].change
    if facts["start"] != facts["end"] and math.isfinite(change) and change:
        told.append(words("“{parameter}” brings the largest part, {change}.", parameter=labels[0],
                          change=tiles.amount(tile, change, words)))
    return joined(told, words)
