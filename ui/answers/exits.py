"""Who gets out, when, and who is still waiting?"""

from ui.results import Results
from ui.tiles import Tile
from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("Who gets out, when, and who is still waiting?")


def verdict(now: Results, words: Words) -> str:
    """The answer."""
    return ""


def readings(words: Words) -> list[Tile]:
    """The tiles."""
    return []
