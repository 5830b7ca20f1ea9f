"""How sure a parameter is: its distribution, read from plain values and back."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.levers import settled
from model import ScenarioError
from model.terms.parameters import Parameter
from model.terms.problems import problem

KINDS: Mapping[str, tuple[str, ...]] = {
    "uniform": ("low", "high"),
    "triangular": ("low", "mode", "high"),
    "log-triangular": ("low", "mode", "high"),
    "logit-triangular": ("low", "mode", "high"),
    "normal": ("mean", "deviation"),
    "lognormal": ("median", "spread"),
    "discrete": ("values", "weights"),
}
"""Kinds of distribution and their figures; `spread` is the standard deviation of the logarithm.

A `log-triangular` value has a triangular logarithm, of a `logit-triangular` one, a share, the
logarithm of its odds is triangular.
"""

BAD_KIND = "{field} = {value}: permitted is {permitted}"
BAD_FIGURES = "{field}: {value} does not describe a distribution; needed is {permitted}"
NO_OVERLAP = "{field}: no value of the distribution is permitted, {permitted}"


@dataclass(frozen=True)
class _Law:
    """A distribution of scipy's with its figures; scipy's own way to hold both takes 0.5 ms."""

    family: Any
    figures: tuple[float, ...]

    def below(self, value: float) -> float:
        """The part that lies below a value."""
        return float(self.family.cdf(value, *self.figures))

    def quantile(self, parts: np.ndarray) -> np.ndarray:
        """The values (draw,) below which lie `parts` (draw,)."""
        return np.asarray(self.family.ppf(parts, *self.figures))


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
        law = self._law()
        low, high = self._permitted(law, parameter)
        drawn = law.quantile(low + parts * (high - low))
        return settled(parameter, _from_scale(self.kind, drawn))

    def _permitted(self, law: _Law, parameter: Parameter) -> tuple[float, float]:
        """The parts of the distribution below the lowest and the highest permitted value."""
        low, high = (
            otherwise if end is None else law.below(_on_scale(self.kind, end))
            for end, otherwise in ((parameter.low, 0.0), (parameter.high, 1.0))
        )
        return low, high

    def _law(self) -> _Law:
        # Loading scipy.stats takes a second, which only those who draw should wait.
        from scipy import stats

        first, second, *third = self.figures
        if self.kind.endswith("triangular"):
            low, mode, high = (_on_scale(self.kind, end) for end in (first, second, *third))
            return _Law(stats.triang, ((mode - low) / (high - low), low, high - low))
        if self.kind == "uniform":
            return _Law(stats.uniform, (first, second - first))
        if self.kind == "normal":
            return _Law(stats.norm, (first, second))
        return _Law(stats.lognorm, (second, 0.0, first))

    @property
    def values(self) -> dict[str, object]:
        """Plain values from which `distribution` makes an equal one."""
        figures = [list(f) if isinstance(f, tuple) else f for f in self.figures]
        return {"kind": self.kind, **dict(zip(KINDS[self.kind], figures, strict=True))}


def _on_scale(kind: str, value: float) -> float:
    """Where a value lies on the scale on which its kind is triangular."""
    if kind == "log-triangular":
        return math.log(value) if value > 0.0 else -math.inf
    if kind == "logit-triangular":
        return math.inf if value >= 1.0 else logit(value)
    return value


def logit(share: float) -> float:
    """Logarithm of the odds of a share below 1: ln(p/(1 − p)); −∞ where there is none."""
    return math.log(share) - math.log1p(-share) if share > 0.0 else -math.inf


def _from_scale(kind: str, places: np.ndarray) -> np.ndarray:
    """The values (draw,) that lie at `places` (draw,)."""
    if kind == "log-triangular":
        return np.asarray(np.exp(places))
    if kind == "logit-triangular":
        return np.asarray(1.0 / (1.0 + np.exp(-places)))
    return places


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
    "log-triangular": "0 < low ≤ mode ≤ high, low < high",
    "logit-triangular": "0 < low ≤ mode ≤ high < 1, low < high",
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
    if kind.endswith("triangular"):
        above = kind == "triangular" or figures[0] > 0.0
        below = kind != "logit-triangular" or figures[2] < 1.0
        ordered = figures[0] <= figures[1] <= figures[2] and figures[0] < figures[2]
        return bool(ordered and above and below)
    return bool(figures[1] > 0.0 and (kind == "normal" or figures[0] > 0.0))


def _reaches(made: Distribution, parameter: Parameter) -> bool:
    """Whether the distribution has a permitted part; of discrete values each must be permitted."""
    if made.kind == "discrete":
        whole = parameter.kind == "whole"
        return all(
            parameter.permits(value) and not (whole and value != int(value))
            for value in made.figures[0]
        )
    low, high = made._permitted(made._law(), parameter)
    return low < high
