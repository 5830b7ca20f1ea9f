"""When is a purchase paid back, and who pays for it?"""

from ui.results import Results
from ui.tiles import Tile
from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("When is a purchase paid back, and who pays for it?")


def verdict(now: Results, words: Words) -> str:
    """The answer."""
    return ""


def readings(words: Words) -> list[Tile]:
    """The tiles."""
    return []
