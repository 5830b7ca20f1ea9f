"""How levers and results are written and drawn: names, units, axes."""

from analysis.levers import Lever
from answers import outcomes, tiles
from answers.tiles import Tile
from answers.values import factor_of, name_of, unit_of
from answers.values import written as value_written
from charts import style
from charts.scales import Scale
from model.terms.parameters import declared
from wording import Words


def called(name: str, words: Words) -> str:
    """A dotted name by label and row; a field of all rows says so."""
    if "*" in name:
        return words("{label} · all", label=words.label(declared(name)))
    return name_of(name, words)


def kept_apart(name: str, words: Words) -> str:
    """As `called`, an assumption said to be one."""
    told = called(name, words)
    return told if declared(name).lever else words("{name} · assumption", name=told)


def factor(lever: Lever) -> int:
    """Units of the screen per unit of the lever; what moves in proportion is a multiple."""
    return 1 if lever.bases else factor_of(lever.parameter)


def titled(lever: Lever, words: Words) -> str:
    """The lever's name with its unit."""
    unit = words("times") if lever.bases else unit_of(lever.parameter, words)
    name = called(lever.name, words)
    return f"{name} ({unit})" if unit else name


def written(lever: Lever, value: float, words: Words) -> str:
    """A value of the lever with its unit."""
    if lever.bases:
        return words.multiple(value)
    rounded = float(f"{value:.6g}")
    return value_written(lever.names[0], int(rounded) if lever.is_whole else rounded, words)


def of_lever(lever: Lever, words: Words) -> Scale:
    """The axis of a lever."""
    return Scale(titled(lever, words), style.plain(words),
                 lambda value: written(lever, value, words), factor(lever))


def of_result(tile: Tile, words: Words) -> Scale:
    """The axis of a result."""
    tick = words.money if tile.style == "money" else style.plain(words)
    return Scale(outcomes.titled(tile, words), tick,
                 lambda value: tiles.write(tile, value, words), outcomes.factor(tile))
