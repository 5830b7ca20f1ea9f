"""Axes over any quantity: its title, its unit and how its values are written."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from charts import style


@dataclass(frozen=True)
class Scale:
    """How a quantity is drawn: `factor` units of the screen per unit of the model, ticks by
    `tick` (given screen units), values in hovers by `written` (given units of the model).
    """

    title: str
    tick: Callable[[float], str]
    written: Callable[[float], str]
    factor: float = 1.0

    def shown(self, values: Any) -> np.ndarray:
        """Values in units of the screen."""
        return np.asarray(values, float) * self.factor

    def axis(self, values: Any, from_zero: bool = False) -> dict[str, Any]:
        """Options of an axis over `values`, given in units of the model."""
        shown = self.shown(values)
        finite = shown[np.isfinite(shown)]
        low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
        if from_zero:
            low, high = min(low, 0.0), max(high, 0.0)
        ticks = style.linear_ticks(low, high)
        return {
            "title": {"text": self.title}, "tickvals": ticks,
            "ticktext": [self.tick(tick) for tick in ticks],
        }
