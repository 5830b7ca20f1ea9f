"""Which lever moves a result most, and why others move it not at all."""

from collections.abc import Sequence

from analysis.tornado import Bar
from answers import tiles
from answers.tiles import Tile
from answers.values import absent, factor_of, name_of, written
from model.terms.parameters import declared
from wording import Words

PLAIN, DIGITS = 6, 3
"""A value with no more significant digits than the first is written out, others in the second."""


def question(words: Words) -> str:
    """What the page answers."""
    return words("What matters most?")


def verdict(bars: Sequence[Bar], tile: Tile, words: Words) -> str:
    """The lever at the top, and over how far it moves the result."""
    moving = [bar for bar in bars if not bar.silence]
    if not moving:
        return words("Nothing moves this result: {result}.", result=tile.label)
    bar = moving[0]
    facts = {
        "result": tile.label, "lever": name_of(bar.name, words), "kind": kind(bar.name, words),
        "low": end(bar.name, bar.low, words), "high": end(bar.name, bar.high, words),
        "at_low": _written(tile, bar.at_low, words), "at_high": _written(tile, bar.at_high, words),
    }
    if bar.absent:
        return words(
            "“{lever}” ({kind}), which this scenario has none of, matters most: {low} would take "
            "“{result}” from {base} to {at_low}, {high} to {at_high}.",
            base=_written(tile, bar.base, words), **facts,
        )
    return words(
        "“{lever}” ({kind}) matters most: from {low} to {high} it takes “{result}” from "
        "{at_low} to {at_high}.", **facts,
    )


def kind(name: str, words: Words) -> str:
    """Whether the operator decides a parameter."""
    return words("lever") if declared(name).lever else words("assumption")


def _written(tile: Tile, value: float, words: Words) -> str:
    text = tiles.write(tile, value, words)
    return words("undefined") if text == words.undefined else text


def now(bar: Bar, words: Words) -> str:
    """What the parameter stands at, or what its absence means."""
    return absent(declared(bar.name), words) if bar.absent else end(bar.name, bar.value, words)


def end(name: str, value: float, words: Words) -> str:
    """An end of a range with its unit; an endless fraction in a few digits."""
    return written(name, _short(name, value), words)


def bare_end(name: str, value: float, words: Words) -> str:
    """The same without the unit, but for a per cent sign."""
    parameter = declared(name)
    text = words.number(_short(name, value) * factor_of(parameter), digits=6)
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return words.frame("percent" if parameter.display == "percent" else "number").format(text)


def _short(name: str, value: float) -> float:
    if declared(name).kind == "whole":
        return round(value)
    plain = float(f"{value:.{PLAIN}g}")
    return plain if abs(value - plain) <= 1e-9 * abs(value) else float(f"{value:.{DIGITS}g}")


def reason(bar: Bar, now: object, words: Words) -> str:
    """Why a lever moves nothing; `now` is what its gate stands at, if one is known."""
    if bar.gate:
        gate = words.label(declared(bar.gate))
        return words("Off in this scenario: {gate} is {value}.", gate=gate,
                     value=written(bar.gate, now, words))
    return {
        "off": words("Off in this scenario: no result depends on it."),
        "capped": words("The result stays at its limit over the whole range."),
        "elsewhere": words("It moves other results, not this one."),
        "refused": words("With the other parameters as they are, no other value is permitted."),
    }[bar.silence]
