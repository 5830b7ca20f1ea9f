"""The main values of a figure in words: what it says to those who do not see it."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from charts.figure import Figure, Trace
from wording import Words

TRACES, ROWS = 10, 8
"""Of a figure, and of a trace with a name to each value: more nobody listens to."""


def spoken(figure: Figure, words: Words) -> str:
    """A sentence a trace: its values at either end and its extremes, or each by its row's name."""
    told = (_trace(trace, words) for trace in figure.data if trace.get("name"))
    return " ".join([each for each in told if each][:TRACES])


def _trace(trace: Trace, words: Words) -> str:
    texts = _texts(trace.get("customdata"))
    if not texts:
        return ""
    rows = next((trace[axis] for axis in ("y", "x") if _named(trace[axis])), None)
    if rows is not None:
        told = list(zip(rows, texts, strict=True))[:ROWS]
        values = words("; ").join(f"{row} {text}" for row, text in told)
    elif len(set(texts)) == 1:
        values = texts[0]
    else:
        values = _course(texts, np.asarray(trace["y"], float), words)
    return words("{name}: {values}.", name=trace["name"], values=values)


def _named(axis: Any) -> bool:
    """Whether rows of names stand along an axis."""
    return len(axis) > 0 and isinstance(axis[0], str)


def _texts(customdata: Any) -> list[str]:
    """The values as they are written beside the mouse, where each point has one text."""
    every: Sequence[Any] = () if customdata is None else customdata
    return list(every) if all(isinstance(each, str) for each in every) else []


def _course(texts: list[str], y: np.ndarray, words: Words) -> str:
    """First and last value; the lowest and highest where they lie between."""
    told = words("{first} at first, {last} at the end", first=texts[0], last=texts[-1])
    known = np.flatnonzero(np.isfinite(y))
    if not known.size:
        return told
    low, high = (texts[known[at(y[known])]] for at in (np.argmin, np.argmax))
    beyond = {low, high} - {texts[0], texts[-1]}
    return told if not beyond else words(
        "{course}; lowest {low}, highest {high}", course=told, low=low, high=high)
