"""When does the money run out, and what would fill the gap?"""

from ui.results import Results
from ui.tiles import Tile
from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("When does the money run out, and what would fill the gap?")


def verdict(now: Results, words: Words) -> str:
    """The answer."""
    return ""


def readings(words: Words) -> list[Tile]:
    """The tiles."""
    return []
