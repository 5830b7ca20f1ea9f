"""Parameter values as a reader sees them: in the screen's units, choices by their names."""

from typing import Any

from model.terms.parameters import Parameter, declared
from wording import Words
from wording.names import called


def name_of(name: str, words: Words) -> str:
    """The label of a dotted name, and the row that it belongs to: Sell fee · main campaign."""
    parameter = declared(name)
    label = words.label(parameter)
    return f"{label} · {called(words, row_of(name))}" if "*" in parameter.field else label


def row_of(name: str) -> str:
    """The row within a dotted name of a row table: `campaigns.main.sell_fee` → `campaigns.main`."""
    return name.rpartition(".")[0]


def unit_of(parameter: Parameter, words: Words) -> str:
    """The unit as shown: shares are written in per cent, daily rates in per cent a day."""
    if parameter.display != "percent":
        return words.unit(parameter)
    return "%" if parameter.unit == "share" else words("% {unit}", unit=words.unit(parameter))


def factor_of(parameter: Parameter) -> int:
    """Screen units per unit of the model: shares are typed and shown in per cent."""
    return 100 if parameter.display == "percent" else 1


def on_screen(parameter: Parameter, setting: Any) -> Any:
    """A setting in the units of the screen; rounded, for 0.07 × 100 is not 7."""
    if parameter.kind == "whole":
        return int(setting)
    if parameter.kind == "number":
        return round(float(setting) * factor_of(parameter), 9)
    return setting


def from_screen(parameter: Parameter, shown: Any) -> Any:
    """What a control shows, in the units of the model."""
    return round(shown / factor_of(parameter), 12) if parameter.kind == "number" else shown


def some(parameter: Parameter) -> Any:
    """What an optional parameter is set to once it is no longer absent."""
    if parameter.default is not None:
        return parameter.default
    return parameter.slider[1] if parameter.slider else parameter.high


def absent(parameter: Parameter, words: Words) -> str:
    """What the absence of an optional parameter means: days without end, or nothing of the kind."""
    return words("forever") if parameter.display == "days" else words("none")


def written(name: str, value: Any, words: Words) -> str:
    """A value with its unit, or what its absence means."""
    parameter = declared(name)
    if value is None:
        return absent(parameter, words)
    if parameter.kind == "choice":
        return words.choice(parameter, value)
    if parameter.kind == "series":
        return words.plural("{count} value", "{count} values", len(value))
    number = _number(round(value * factor_of(parameter), 9), words)
    if parameter.display != "percent":
        return f"{number} {words.unit(parameter)}".strip()
    share = words.frame("percent").format(number)
    if parameter.unit == "share":
        return share
    return words("{share} {unit}", share=share, unit=words.unit(parameter))


def _number(value: float, words: Words) -> str:
    """All the digits that were set, up to six decimals."""
    decimals = f"{abs(value):.6f}".rstrip("0").partition(".")[2]
    return words.number(value, digits=len(decimals))
