"""Every result that can be asked for, as the tile that shows it: what it is called and means."""

from analysis.batches import WITHIN, result_names
from answers.readings import tile
from answers.tiles import Tile
from model import Scenario, readings
from wording import Words

__all__ = ["factor", "label", "names", "tile", "titled", "unit", "wants_more"]

AGES = (90, 180, 365, 730)
"""Days after joining by which members may have got back what they spent."""


def names(scenario: Scenario) -> list[str]:
    """The results of a scenario: those of the pages in their order, then the rest, then the share
    that has recovered its spend by some age.
    """
    known, first = result_names(scenario), readings.HEADLINES
    rest = [name for name in known if name not in first]
    return [*first, *rest] + [f"{WITHIN}{age}" for age in AGES]


def label(name: str, words: Words) -> str:
    """What a result is called."""
    return tile(name, words).label


def factor(tile: Tile) -> int:
    """Units of the screen per unit of the model: shares are typed in per cent."""
    return 100 if tile.style == "percent" else 1


def wants_more(tile: Tile) -> bool:
    """Whether a goal for it is a least value; of what is neutral, as payouts are, a greatest."""
    return tile.good > 0


def unit(tile: Tile, words: Words) -> str:
    """The unit in which a result is typed and drawn."""
    return {
        "percent": "%", "money": words("CNY"), "day": words("day"), "wait": words("days"),
        "multiple": words("times"),
    }.get(tile.style, "")


def titled(tile: Tile, words: Words) -> str:
    """The label with the unit behind it, for axes and entries."""
    written = unit(tile, words)
    return f"{tile.label} ({written})" if written else tile.label
