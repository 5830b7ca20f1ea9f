"""Which lever matters: every numeric parameter moved over its plausible range, ranked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from analysis.batches import SLOW, alike, check_results, evaluate
from analysis.levers import numeric_names, plausible, value_of
from model import Scenario
from model.terms.gates import closed_gate
from model.terms.scenario import varied

NOTHING = 1e-12
"""A change of this part of a result's size is rounding."""

AT_A_LIMIT = (0.0, 1.0)

Silence = Literal["", "off", "elsewhere", "capped", "refused"]
Ends = Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class Bar:
    """A parameter, the ends of its range, and the result at either end.

    `silence` says why it moves nothing: `off` (no result of this scenario depends on it), `capped`
    (the result stays at its limit of 0 or 1), `elsewhere` (it moves other results), `refused` (no
    other value is permitted beside the other parameters); `gate` names what switches it off, if
    that is known. `absent`: the scenario has none of it, and `value` is what is most like that.
    """

    name: str
    value: float
    low: float
    high: float
    at_low: float
    at_high: float
    base: float
    silence: Silence
    gate: str = ""
    absent: bool = False

    @property
    def swing(self) -> float:
        """Width of the result over both ends and the present value, where it is defined."""
        known = [x for x in (self.at_low, self.base, self.at_high) if np.isfinite(x)]
        return max(known) - min(known) if known else 0.0

    @property
    def is_switch(self) -> bool:
        """Whether the result is defined at one of the three values and undefined at another."""
        return len({bool(np.isnan(x)) for x in (self.at_low, self.base, self.at_high)}) > 1


def ranges(scenario: Scenario) -> dict[str, tuple[float, float]]:
    """Every numeric parameter's plausible range, to be shown and edited."""
    return {name: plausible(scenario, name) for name in numeric_names(scenario)}


def tornado(scenario: Scenario, result: str, ends: Ends | None = None) -> list[Bar]:
    """One bar a parameter of `ends` (default: all, over `ranges`), what matters most first.

    What makes a result undefined (a day that is never reached) comes before all that only moves
    it. Raises ScenarioError for unknown names and results and for refused ends.
    """
    check_results(scenario, [result])
    ends = ranges(scenario) if ends is None else ends
    vary = _one_at_a_time(scenario, ends)
    batch = evaluate(scenario, vary, [result])
    if not batch.permitted.all():
        for given, rows in alike(vary, np.arange(batch.permitted.size)):
            varied(scenario, {name: vary[name][rows] for name in given})  # names the worst
    values, moving = batch.results[result], _moving(scenario, ends, batch.results)
    bars = []
    for i, (name, (low, high)) in enumerate(ends.items()):
        here = Bar(
            name=name,
            value=value_of(scenario, name),
            low=float(low),
            high=float(high),
            at_low=float(values[2 * i]),
            at_high=float(values[2 * i + 1]),
            base=float(values[-1]),
            silence="",
            absent=scenario[name] is None,
        )
        bars.append(_explained(scenario, here, name in moving))
    return sorted(bars, key=lambda bar: (not bar.is_switch, -bar.swing))


def _moving(scenario: Scenario, ends: Ends, found: Mapping[str, np.ndarray]) -> set[str]:
    """Names whose ends move any result. Shares of people take time: they are computed for those
    names only that move nothing else."""
    moved = _moved(found)
    moving = {name for i, name in enumerate(ends) if moved[2 * i : 2 * i + 2].any()}
    still = {name: span for name, span in ends.items() if name not in moving}
    slow = [name for name in SLOW if name not in found]
    if not still or not slow:
        return moving
    shares = evaluate(scenario, _one_at_a_time(scenario, still), slow).results
    moved = _moved({name: shares[name] for name in slow})
    return moving | {name for i, name in enumerate(still) if moved[2 * i : 2 * i + 2].any()}


def _one_at_a_time(scenario: Scenario, ends: Ends) -> dict[str, np.ndarray]:
    """Each name at its two ends in turn, the others as they are; the scenario itself comes last.
    An optional parameter that is absent (NaN) stays so while others move.
    """
    runs = 2 * len(ends) + 1
    vary = {}
    for i, (name, (low, high)) in enumerate(ends.items()):
        usual = np.nan if scenario[name] is None else scenario[name]
        vary[name] = np.full(runs, usual, dtype=float)
        vary[name][2 * i : 2 * i + 2] = low, high
    return vary


def _moved(found: Mapping[str, np.ndarray]) -> np.ndarray:
    """Runs in which any result differs from the last run's, (run,)."""
    differs = np.zeros(next(iter(found.values())).shape, dtype=bool)
    for values in found.values():
        near = np.isclose(values, values[-1], rtol=NOTHING, atol=0.0, equal_nan=True)
        differs |= ~near
    return differs


def _explained(scenario: Scenario, bar: Bar, moves_anything: bool) -> Bar:
    """The bar with the reason why it moves nothing, if so."""
    size = max(abs(bar.base), abs(bar.at_low), abs(bar.at_high))
    if bar.is_switch or bar.swing > NOTHING * size:
        return bar
    if bar.low == bar.high:
        silence: Silence = "refused"
    elif not moves_anything:
        silence = "off"
    else:
        silence = "capped" if bar.base in AT_A_LIMIT else "elsewhere"
    gate = closed_gate(scenario, bar.name) if silence in ("off", "refused") else ""
    return replace(bar, silence=silence, gate=gate)
