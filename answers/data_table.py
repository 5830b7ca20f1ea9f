"""What if two levers move together: how much of their plane meets the goal."""

import numpy as np

from analysis.table import Table
from answers import tiles
from answers.outcomes import wants_more
from answers.tiles import Tile
from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("What if two levers move together?")


def verdict(plane: Table, tile: Tile, target: float, words: Words) -> str:
    """Which part of the plane meets the goal, and between what the result lies."""
    known = plane.values[np.isfinite(plane.values)]
    if not known.size:
        return words("“{result}” is undefined all over this plane.", result=tile.label)
    met = known >= target if wants_more(tile) else known <= target
    facts = {
        "share": words.percent(met.sum() / plane.values.size), "result": tile.label,
        "target": tiles.write(tile, target, words),
        "low": tiles.write(tile, float(known.min()), words),
        "high": tiles.write(tile, float(known.max()), words),
    }
    if wants_more(tile):
        return words("In {share} of this plane “{result}” is at least {target}; it lies between "
                     "{low} and {high}.", **facts)
    return words("In {share} of this plane “{result}” is at most {target}; it lies between "
                 "{low} and {high}.", **facts)
