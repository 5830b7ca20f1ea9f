"""The data of a chart as a table to read, for those who cannot see it or want the figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from numbers import Integral, Real

from answers.tables import Row
from charts.figure import Figure, Trace
from wording import Words


@dataclass(frozen=True)
class Series:
    """A named row of marks: where each stands, and its value as it is read."""

    name: str
    places: tuple[object, ...]
    texts: tuple[str, ...]


def rows(figure: Figure, words: Words) -> list[Row]:
    """A column a series where all share their places, else one mark a row."""
    found = list(_series(figure, words))
    first = _title(figure, "yaxis" if _lying(figure) else "xaxis") or words("Shown")
    if not found:
        return []
    places = list(dict.fromkeys(place for series in found for place in series.places))
    if len(places) > 2 * max(len(series.places) for series in found) - 2 and len(found) > 1:
        return _one_by_one(figure, found, words)
    values = [(series.name, dict(zip(series.places, series.texts, strict=True)))
              for series in found]
    return [
        {first: _place(place, words), **{name: texts.get(place, "") for name, texts in values}}
        for place in places
    ]


def _one_by_one(figure: Figure, found: Sequence[Series], words: Words) -> list[Row]:
    """Marks that stand at places of their own, under one another."""
    across, value = _title(figure, "xaxis"), words("Value")
    return [
        {words("Series"): series.name, across: _place(place, words), value: text}
        for series in found
        for place, text in zip(series.places, series.texts, strict=True)
    ]


def _series(figure: Figure, words: Words) -> Iterator[Series]:
    """The named traces; a band between two lines tells both of its edges."""
    before: Trace = {}
    for trace in figure.data:
        if (trace.get("name") or "").strip():
            x, y = list(trace["x"]), list(trace["y"])
            places, values = (y, x) if _lying(figure) else (x, y)
            texts = trace.get("customdata") or [_value(value, words) for value in values]
            if trace.get("fill") == "tonexty":
                texts = [f"{_value(low, words)} … {text}"
                         for low, text in zip(before["y"], texts, strict=True)]
            plain = (text.replace("<br>", " · ") for text in texts)
            yield Series(trace["name"], tuple(places), tuple(plain))
        before = trace


def _lying(figure: Figure) -> bool:
    """Whether values run along the bottom and names stand to the left."""
    return any(trace.get("orientation") == "h" for trace in figure.data)


def _title(figure: Figure, axis: str) -> str:
    text: str = figure.layout[axis].get("title", {}).get("text", "")
    return text


def _place(place: object, words: Words) -> str:
    return str(int(place)) if isinstance(place, Integral) else _value(place, words)


def _value(value: object, words: Words) -> str:
    """A number in the reader's habit, anything else as it is."""
    return words.number(float(value), compact=True) if isinstance(value, Real) else str(value)
