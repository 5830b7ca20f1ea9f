"""How sure a parameter is: its distribution, read from plain values and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.levers import settled
from model import ScenarioError
from model.parameters import Parameter
from model.problems import problem

KINDS: Mapping[str, tuple[str, ...]] = {
    "uniform": ("low", "high"),
    "triangular": ("low", "mode", "high"),
    "normal": ("mean", "deviation"),
    "lognormal": ("median", "spread"),
    "discrete": ("values", "weights"),
}
"""Kinds of distribution and their figures; `spread` is the standard deviation of the logarithm."""

BAD_KIND = "{field} = {value}: permitted is {permitted}"
BAD_FIGURES = "{field}: {value} does not describe a distribution; needed is {permitted}"
NO_OVERLAP = "{field}: no value of the distribution is permitted, {permitted}"


@dataclass(frozen=True)
class Distribution:
    """A kind of `KINDS` with its figures in that order; those of `discrete` are two tuples."""

    kind: str
    figures: tuple[Any, ...]

    def at(self, parts: np.ndarray, parameter: Parameter) -> np.ndarray:
        """Values (draw,) below which lie `parts` (draw,) of what is permitted of the distribution.

        What the parameter does not permit is cut off, and the rest scaled up (truncation).
        """
        if self.kind == "discrete":
            values, weights = (np.array(figures, float) for figures in self.figures)
            steps = np.cumsum(weights) / weights.sum()
            return np.asarray(values[np.minimum(np.searchsorted(steps, parts, "right"),
                                                values.size - 1)])
        frozen = self._frozen()
        low, high = self._permitted(frozen, parameter)
        return settled(parameter, np.asarray(frozen.ppf(low + parts * (high - low))))

    def _permitted(self, frozen: Any, parameter: Parameter) -> tuple[float, float]:
        """The parts of the distribution below the lowest and the highest permitted value."""
        low = 0.0 if parameter.low is None else float(frozen.cdf(parameter.low))
        high = 1.0 if parameter.high is None else float(frozen.cdf(parameter.high))
        return low, high

    def _frozen(self) -> Any:
        # Loading scipy.stats takes a second, which only those who draw should wait.
        from scipy import stats

        first, second, *third = self.figures
        if self.kind == "uniform":
            return stats.uniform(first, second - first)
        if self.kind == "triangular":
            return stats.triang((second - first) / (third[0] - first), first, third[0] - first)
        if self.kind == "normal":
            return stats.norm(first, second)
        return stats.lognorm(second, scale=first)

    @property
    def values(self) -> dict[str, object]:
        """Plain values from which `distribution` makes an equal one."""
        figures = [list(f) if isinstance(f, tuple) else f for f in self.figures]
        return {"kind": self.kind, **dict(zip(KINDS[self.kind], figures, strict=True))}


def distribution(field: str, content: object, parameter: Parameter) -> Distribution:
    """Read `{kind = …, low = …}`. Raises ScenarioError, naming `field`, for what is no such."""
    kind = content.get("kind") if isinstance(content, Mapping) else None
    if not isinstance(content, Mapping) or kind not in KINDS:
        raise ScenarioError([problem(BAD_KIND, f"{field}.kind", kind, permitted=" | ".join(KINDS))])
    names = KINDS[str(kind)]
    given = {name: value for name, value in content.items() if name != "kind"}
    figures = tuple(_figure(given.get(name)) for name in names)
    if set(given) != set(names) or not _describes(str(kind), figures):
        needed = _NEEDED[str(kind)]
        raise ScenarioError([problem(BAD_FIGURES, field, given, permitted=needed)])
    made = Distribution(str(kind), figures)
    if not _reaches(made, parameter):
        raise ScenarioError([problem(NO_OVERLAP, field, permitted=parameter.permitted)])
    return made


_NEEDED = {
    "uniform": "low < high",
    "triangular": "low ≤ mode ≤ high, low < high",
    "normal": "mean, deviation > 0",
    "lognormal": "median > 0, spread > 0",
    "discrete": "values [x, …], weights [x ≥ 0, …]",
}


def _figure(value: object) -> float | tuple[float, ...] | None:
    """A finite number, or a tuple of such; None for anything else."""
    if isinstance(value, list | tuple):
        figures = [_figure(entry) for entry in value]
        return tuple(f for f in figures if isinstance(f, float)) if None not in figures else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not np.isfinite(value):
        return None
    return float(value)


def _describes(kind: str, figures: tuple[Any, ...]) -> bool:
    if kind == "discrete":
        values, weights = figures
        are_lists = isinstance(values, tuple) and isinstance(weights, tuple)
        return are_lists and len(values) == len(weights) > 0 and (
            min(weights) >= 0.0 and sum(weights) > 0.0
        )
    if not all(isinstance(figure, float) for figure in figures):
        return False
    if kind == "uniform":
        return bool(figures[0] < figures[1])
    if kind == "triangular":
        return bool(figures[0] <= figures[1] <= figures[2] and figures[0] < figures[2])
    return bool(figures[1] > 0.0 and (kind == "normal" or figures[0] > 0.0))


def _reaches(made: Distribution, parameter: Parameter) -> bool:
    """Whether the distribution has a permitted part; of discrete values each must be permitted."""
    if made.kind == "discrete":
        whole = parameter.kind == "whole"
        return all(
            parameter.permits(value) and not (whole and value != int(value))
            for value in made.figures[0]
        )
    low, high = made._permitted(made._frozen(), parameter)
    return low < high
