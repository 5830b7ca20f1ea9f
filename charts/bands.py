"""Bands of draws under a path: between which values it runs when what is uncertain is drawn."""

import numpy as np

from charts import style
from charts.figure import Trace
from wording import Words

Band = tuple[np.ndarray, np.ndarray] | None
"""Days (point,) and the 5th, 25th, 50th, 75th and 95th percentile there, (5, point)."""


def banded(band: Band, colour: str, words: Words, whose: str = "") -> list[Trace]:
    """The band's traces; none without one. `whose` they are, where several lines stand above."""
    if band is None:
        return []
    outer, inner = (" · ".join(filter(None, (text, whose)))
                    for text in (words("90% of draws"), words("50% of draws")))
    return style.fan(outer, band[0], band[1], colour, inner)


def reached(band: Band) -> np.ndarray:
    """What the axis must reach beside the lines."""
    return np.empty(0) if band is None else band[1][[0, -1]].ravel()
