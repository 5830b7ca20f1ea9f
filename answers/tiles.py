"""Headline numbers: a reading, its change against the baseline, and what it means."""

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias, TypedDict

from wording import Words, mark

NEUTRAL = 0
Colour: TypeAlias = Literal["gray", "green", "red"]
Arrow: TypeAlias = Literal["off", "up", "down"]


@dataclass(frozen=True)
class Tile:
    """A reading of the summary: `style` says how it is written, `good` is 1 where more is better,
    -1 where less is and NEUTRAL where that depends on the reader; `absent` is the word for an
    undefined value.
    """

    reading: str
    label: str
    help: str
    style: str
    good: int
    absent: str = ""


class Told(TypedDict):
    """The texts of a tile, and the colour and arrow of its change."""

    reading: str
    label: str
    help: str
    value: str
    change: str
    colour: Colour
    arrow: Arrow
    baseline: str


BASELINE = mark("baseline {value}")


def told(
    tile: Tile, new: float, old: float, words: Words, beside: str = BASELINE
) -> Told:
    """The texts of a tile, its value `new` and the one to hold it against, `old`, which `beside`
    tells.
    """
    change, colour, arrow = _change(tile, new, old, words)
    return {
        "reading": tile.reading, "label": tile.label, "help": tile.help,
        "value": write(tile, new, words), "change": change, "colour": colour, "arrow": arrow,
        "baseline": words(beside, value=write(tile, old, words)),
    }


def write(tile: Tile, value: float, words: Words) -> str:
    """The reading in the language's habit; undefined ones by the tile's own word."""
    if math.isnan(value):
        return tile.absent or words.undefined
    if tile.style == "day":
        return words("Day {day}", day=int(value))
    if tile.style == "number":
        return words.number(value, digits=0)
    if tile.style == "index":
        return words.number(value)
    if tile.style == "wait":
        return words.plural("{count} day", "{count} days", count=round(value))
    text: str = getattr(words, tile.style)(value)
    return text


def difference(tile: Tile, new: float, old: float, words: Words) -> str:
    """How far a reading is from another, with its sign and unit."""
    return _change(tile, new, old, words)[0]


def _change(tile: Tile, new: float, old: float, words: Words) -> tuple[str, Colour, Arrow]:
    """Text, colour and arrow of the change from the baseline; "never" counts as later than all."""
    if tile.absent:
        new, old = (math.inf if math.isnan(value) else value for value in (new, old))
    text = _change_text(tile, new, old, words)
    if math.isnan(new) or math.isnan(old) or text == words("unchanged"):
        return text, "gray", "off"
    arrow: Arrow = "up" if new > old else "down"
    if tile.good == NEUTRAL:
        return text, "gray", arrow
    return text, "green" if (new > old) == (tile.good > 0) else "red", arrow


def _change_text(tile: Tile, new: float, old: float, words: Words) -> str:
    if new == old or (math.isnan(new) and math.isnan(old)):
        return words("unchanged")
    if not (math.isfinite(new) and math.isfinite(old)):
        return words("changed")
    known = {"wait": "day", "index": "number"}
    return words.change(new, old, known.get(tile.style, tile.style))
