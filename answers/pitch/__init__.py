"""What a pitch says: its sentences with their numbers filled in, and the page that writes it."""

from collections.abc import Collection

from answers.pitch.sentences import WITHHELD, filled, shown
from scenarios.pitches import Pitch
from wording import Words

__all__ = ["WITHHELD", "filled", "question", "shown", "verdict"]


def question(words: Words) -> str:
    """What the page answers."""
    return words("What will you show, sentence by sentence?")


def verdict(pitch: Pitch, problems: Collection[object], words: Words) -> str:
    """The pitch by its title and length, and whether it can be shown."""
    title, count = pitch.title(words.language), len(pitch.steps)
    if problems:
        return words.plural(
            "“{title}”: {count} step; the last entry is not in it yet.",
            "“{title}”: {count} steps; the last entry is not in it yet.", count, title=title)
    return words.plural("“{title}”: {count} step, ready to present.",
                        "“{title}”: {count} steps, ready to present.", count, title=title)
