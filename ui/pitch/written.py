"""A value on the scale of a guess, as slides and phones write it."""

from answers import outcomes
from answers.pitch.sentences import tile
from wording import Words


def on_scale(reading: str, value: float, words: Words) -> str:
    """In few digits."""
    meant = tile(reading, words)
    few = float(f"{value * outcomes.factor(meant):.3g}")
    return words.frame(meant.style).format(
        words.number(few, digits=len(f"{few:.6f}".rstrip("0").partition(".")[2]),
                     compact=abs(few) >= 1e4))
