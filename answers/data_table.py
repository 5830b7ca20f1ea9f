"""What if two levers move together: how much of their plane meets the goal."""

import numpy as np

from analysis.table import Table
from answers import tiles
from answers.outcomes import wants_more
from answers.tiles import Tile
from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("What if two parameters move together?")


def verdict(plane: Table, tile: Tile, target: float, words: Words) -> str:
    """Which part of the plane meets the goal, and between what the result lies."""
    known = plane.values[np.isfinite(plane.values)]
    if not known.size:
        return words("“{result}” is undefined for every combination.", result=tile.label)
    met = known >= target if wants_more(tile) else known <= target
    facts = {
        "share": words.percent(met.sum() / plane.values.size), "result": tile.label,
        "target": tiles.write(tile, target, words),
        "low": tiles.write(tile, float(known.min()), words),
        "high": tiles.write(tile, float(known.max()), words),
    }
    if wants_more(tile):
        return words("In {share} of the combinations “{result}” is at least {target}; it ranges "
                     "from {low} to {high}.", **facts)
    return words("In {share} of the combinations “{result}” is at most {target}; it ranges from "
                 "{low} to {high}.", **facts)
