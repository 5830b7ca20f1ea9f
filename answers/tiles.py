"""Headline numbers: a reading, whose gain it is, its change against the baseline, its meaning."""

import math
from dataclasses import dataclass
from typing import Literal, NotRequired, TypeAlias, TypedDict

from model.readings.reading import Whose
from wording import Words, mark

NEUTRAL = 0
Colour: TypeAlias = Literal["gray", "green", "red"]
Arrow: TypeAlias = Literal["off", "up", "down"]
SIDES: tuple[Whose, ...] = ("members", "operator", "agents", "both")
"""Whose gain or loss a reading tells of, in the order in which pages show them."""


@dataclass(frozen=True)
class Tile:
    """A reading of the summary: `style` says how it is written, `good` is 1 where more is better,
    -1 where less is and NEUTRAL where that depends on the reader; `absent` is the word for an
    undefined value.

    `whose` gain `good` speaks of; `total` marks an amount that grows with sales, which means
    nothing beside a run of another size; `covered` words a value below zero ({value}: its size).
    """

    reading: str
    label: str
    help: str
    style: str
    good: int
    absent: str = ""
    whose: Whose = "both"
    total: bool = False
    covered: str = ""


class Ranged(TypedDict):
    """Where nine of ten draws lie and the scenario among them; `waiting` while that is computed,
    when the texts only keep the room.
    """

    range: str
    place: str
    waiting: bool


class Told(TypedDict):
    """The texts of a tile, the group it stands in, and the colour and arrow of its change."""

    reading: str
    label: str
    help: str
    value: str
    change: str
    colour: Colour
    arrow: Arrow
    baseline: str
    group: str
    ranged: NotRequired[Ranged]


BASELINE = mark("baseline {value}")


def told(
    tile: Tile, new: float, old: float, words: Words, beside: str = BASELINE
) -> Told:
    """The texts of a tile, its value `new` and the one to hold it against, `old`, which `beside`
    tells where it is another.
    """
    change, colour, arrow = _change(tile, new, old, words)
    apart = not (new == old or (math.isnan(new) and math.isnan(old)))
    return {
        "reading": tile.reading, "label": tile.label, "help": tile.help,
        "value": write(tile, new, words), "change": change, "colour": colour, "arrow": arrow,
        "baseline": words(beside, value=write(tile, old, words)) if apart else "",
        "group": side(tile, words),
    }


def side(tile: Tile, words: Words) -> str:
    """For whom a reading is a gain or a loss."""
    return {
        "members": words("For members"), "operator": words("For the operator"),
        "agents": words("For agents"), "both": words("For those who are paid, and who pays"),
    }[tile.whose]


def write(tile: Tile, value: float, words: Words) -> str:
    """The reading in the language's habit; undefined ones by the tile's own word."""
    if math.isnan(value):
        return tile.absent or words.undefined
    if tile.covered and value < 0:
        return tile.covered.format(value=_written(tile, -value, words))
    return _written(tile, value, words)


def _written(tile: Tile, value: float, words: Words) -> str:
    if tile.style == "day":
        return words.with_date(words("Day {day}", day=int(value)), value)
    if tile.style == "number":
        return words.number(value, digits=0)
    if tile.style == "index":
        return words.number(value)
    if tile.style == "wait":
        return words.plural("{count} day", "{count} days", count=round(value))
    text: str = getattr(words, tile.style)(value)
    return text


def difference(tile: Tile, new: float, old: float, words: Words) -> str:
    """How far a reading is from another that is printed beside it, with its sign and unit."""
    return _change(tile, new, old, words)[0]


def amount(tile: Tile, change: float, words: Words) -> str:
    """A difference that stands by itself, signed; nothing is printed beside it."""
    return words.change(change, 0.0, _STYLES.get(tile.style, tile.style))


def _change(tile: Tile, new: float, old: float, words: Words) -> tuple[str, Colour, Arrow]:
    """Text, colour and arrow of the change from the baseline; "never" counts as later than all.
    What cannot be seen in the printed values has no colour.
    """
    seen = write(tile, new, words) != write(tile, old, words)
    if tile.absent:
        new, old = (math.inf if math.isnan(value) else value for value in (new, old))
    text = _change_text(tile, new, old, seen, words)
    if not seen or math.isnan(new) or math.isnan(old):
        return text, "gray", "off"
    arrow: Arrow = "up" if new > old else "down"
    if tile.good == NEUTRAL:
        return text, "gray", arrow
    return text, "green" if (new > old) == (tile.good > 0) else "red", arrow


_STYLES = {"wait": "day", "index": "number"}
"""Styles of tiles that `Words.change` knows by another name."""


def _change_text(tile: Tile, new: float, old: float, seen: bool, words: Words) -> str:
    """By what is printed: "unchanged" stands between two equal texts only, and a change between
    two equal texts says that rounding hides it.
    """
    if new == old or (math.isnan(new) and math.isnan(old)):
        return words("unchanged")
    if not (math.isfinite(new) and math.isfinite(old)):
        return words("changed")
    text = words.change(new, old, _STYLES.get(tile.style, tile.style))
    unchanged = text == words("unchanged")
    if seen:
        return words("differs by rounding alone") if unchanged else text
    return text if unchanged else words("{change}, the same when rounded", change=text)
