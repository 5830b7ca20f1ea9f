"""Every declared reading as a tile in one reader's language.

Pages pick theirs by the name in `summary.json`; the glossary lists them all.
"""

from answers.tiles import Tile
from model import readings
from model.members.declared import READINGS as OF_SINGLE_MEMBERS
from model.readings.reading import DAYS, Reading
from wording import Words
from wording.names import row_name


def pick(words: Words, *names: str) -> list[Tile]:
    """The tiles of these readings, in this order."""
    return [tile(name, words) for name in names]


def every(words: Words) -> list[Tile]:
    """Every headline number."""
    return pick(words, *readings.HEADLINES)


def of_single_members(words: Words) -> list[Tile]:
    """Every number that only a simulation of single members has."""
    return pick(words, *OF_SINGLE_MEMBERS)


def tile(name: str, words: Words) -> Tile:
    """Label, meaning and style of a reading. KeyError where there is none of that name."""
    reading = readings.find(name) or OF_SINGLE_MEMBERS[name]
    row = name.removeprefix(reading.stem).removeprefix(".")
    label, help = (_told(text, reading, row, words) for text in (reading.label, reading.help))
    if row and reading.each != DAYS:
        label = f"{label} · {row_name(words, reading.each, row)}"
    absent, covered = (words.declared("reading", text) for text in (
        reading.absent, reading.covered))
    return Tile(
        reading=name,
        label=label,
        help=help,
        style=reading.style,
        good=reading.better,
        absent=absent,
        whose=reading.whose,
        total=reading.total,
        covered=covered,
    )


def _told(text: str, reading: Reading, row: str, words: Words) -> str:
    told = words.declared("reading", text)
    days = reading.each == DAYS and row
    return told.format(days=words.number(int(row), digits=0)) if days else told
