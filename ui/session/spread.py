"""What is uncertain in this session, and the draws that are made live with every change.

The document's distributions, or else our assumptions, as the reader has edited them; equal
questions are answered once, for all sessions.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from analysis.distributions import Distribution
from analysis.uncertainty import Correlation, Uncertainty, uncertainty
from answers import draws
from model import ScenarioError
from ui.session import state

EDITS, PAIRS, SEEDED, METHOD, BANDS = (
    "uncertain edits", "uncertain pairs", "uncertain seed", "uncertain method", "bands",
)


def stated(view: state.View) -> Uncertainty:
    """What the loaded document says, else our assumptions about the scenario as it stands."""
    return draws.stated(view.shared.document, view.scenario)


def edits() -> Mapping[str, Distribution | None]:
    """What the reader set: a distribution by name, None for a parameter taken as certain."""
    edited: Mapping[str, Distribution | None] = state.chosen(EDITS, {})
    return edited


def pairs(view: state.View) -> tuple[Correlation, ...]:
    """Rank correlations: the reader's, else those stated."""
    chosen: tuple[Correlation, ...] = state.chosen(PAIRS, stated(view).correlations)
    return chosen


def current(view: state.View) -> Uncertainty:
    """What is uncertain about the scenario as it stands."""
    found = stated(view)
    shapes = {
        name: shape for name, shape in {**found.distributions, **edits()}.items()
        if shape is not None and name in view.scenario.possible_names
    }
    kept = tuple(p for p in pairs(view) if p[0] in shapes and p[1] in shapes)
    return replace(
        found, distributions=shapes, correlations=kept,
        method=state.chosen(METHOD, found.method), seed=int(state.chosen(SEEDED, found.seed)),
    )


def to_save(view: state.View) -> Uncertainty | None:
    """What a document made of the screen says is uncertain: what the reader set over what was
    stated, else what the loaded document says, if anything.
    """
    edited = [name for name in (EDITS, PAIRS, SEEDED, METHOD) if state.chosen(name, None)]
    if not edited:
        return view.shared.document.uncertainty
    return replace(current(view), assumed=False)


def edited(view: state.View) -> dict[str, object] | None:
    """What the reader set, as plain values; None if nothing was."""
    if not any(state.chosen(name, None) for name in (EDITS, PAIRS, SEEDED, METHOD)):
        return None
    return current(view).values


def recall(told: object, view: state.View) -> None:
    """Set again what `edited` told; what cannot be read is left."""
    if not isinstance(told, dict):
        return
    try:
        found = uncertainty(told, view.scenario)
    except ScenarioError:
        return
    certain = dict.fromkeys(stated(view).distributions)
    state.choose(EDITS, {**certain, **found.distributions})
    for name, value in ((PAIRS, found.correlations), (SEEDED, found.seed), (METHOD, found.method)):
        state.choose(name, value)


def edit(name: str, shape: Distribution | None) -> None:
    """Give a parameter a distribution; None takes it as certain."""
    state.choose(EDITS, {**edits(), name: shape})


def forget_edits() -> None:
    """Return to what is stated."""
    state.choose(EDITS, {})
    for name in (PAIRS, SEEDED, METHOD):
        state.forget(name)
    state.renew()


def bands(series: str) -> tuple[np.ndarray, np.ndarray] | None:
    """The band of a daily series of the scenario on show; None unless the reader has switched
    bands on, or where nothing is uncertain.
    """
    if not state.chosen(BANDS, False):
        return None
    view = state.current()
    view = state.before() if view.replaying else view
    spread = current(view)
    return draws.banded(view.scenario, spread, series) if spread.distributions else None
