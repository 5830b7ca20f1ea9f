"""Repeat buying fitted to histories: three models by maximum likelihood, the least BIC wins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from fit.histories import Histories
from fit.ladder import MODELS, Kind, Model, penalty, starts
from fit.likelihood import Grid
from model.progress import Progress, go_on

SAMPLE = 50_000
"""Customers fitted at most; beyond that a sample of so many stands for all."""
SEED = 1
DRAWS = 400
"""Of the fitted parameters, for what is computed from them."""
UNTOLD = 3.0
"""A logarithm whose standard error is above this is one that the file does not tell."""
SEARCHES = 6
"""Of one ladder: two starts for `one`, two for `base`, three for `two`, less one of them."""

_STEP = 1e-4


@dataclass(frozen=True)
class Fitted:
    """A model at its best: `theta` as searched (logarithms), without penalties `ll` and `bic`.

    `spread`: covariance of theta; `least`: the least eigenvalue of the Hessian behind it;
    `untold`: names of parameters of which the file says next to nothing.
    """

    model: Model
    theta: np.ndarray
    ll: float
    bic: float
    spread: np.ndarray
    least: float
    untold: tuple[str, ...]

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Kinds of buyers, the one with the shorter life first."""
        return self.model.kinds(self.theta)

    @property
    def shape(self) -> float:
        """r, of the gamma that rates are drawn from."""
        return self.model.values(self.theta)["r"]

    @property
    def errors(self) -> dict[str, float]:
        """Standard errors of the logarithms (of a share: of its logit)."""
        return dict(zip(self.model.names, np.sqrt(np.diag(self.spread)).tolist(), strict=True))

    def draws(self, count: int = DRAWS) -> np.ndarray:
        """Parameters as they could be as well, (draw, parameter), within what is searched."""
        rng = np.random.default_rng(SEED)
        drawn = rng.multivariate_normal(self.theta, self.spread, count, method="eigh")
        low, high = np.array(self.model.bounds).T
        return np.asarray(np.clip(drawn, low, high))


@dataclass(frozen=True)
class Ladder:
    """All models fitted to the same histories; `sampled`: customers fitted where not all were."""

    models: Mapping[str, Fitted]
    customers: int
    sampled: int | None

    @property
    def chosen(self) -> Fitted:
        """The model with the least BIC."""
        return min(self.models.values(), key=lambda each: each.bic)


@dataclass
class Steps:
    """How far a long fit is; asked at each step of a search whether to go on."""

    progress: Progress | None
    total: int
    done: int = 0

    def ask(self, *_: object) -> None:
        """Raises Cancelled."""
        go_on(self.progress, self.done, self.total)

    def next(self) -> None:
        """One more is done. Raises Cancelled."""
        self.done = min(self.total, self.done + 1)
        self.ask()


def fit_ladder(seen: Histories, steps: Steps | None = None) -> Ladder:
    """Fit every model, each beginning where the simpler one came to. Raises Cancelled."""
    steps = steps or Steps(None, 1)
    used = sampled(seen)
    grid = Grid.of(used)
    best: dict[str, np.ndarray] = {}
    for name in MODELS:
        tried = []
        for start in starts(grid, best)[name]:
            tried.append(_search(grid, MODELS[name], start, steps))
            steps.next()
        best[name] = max(tried, key=lambda found: found[0])[1]
    models = {name: _fitted(grid, MODELS[name], theta) for name, theta in best.items()}
    return Ladder(models, seen.count, None if used is seen else used.count)


def sampled(seen: Histories) -> Histories:
    """The histories of SAMPLE customers, always the same ones; all where there are no more."""
    if seen.count <= SAMPLE:
        return seen
    rng = np.random.default_rng(SEED)
    drawn = rng.multivariate_hypergeometric(seen.customers, SAMPLE, method="marginals")
    kept = drawn > 0
    return Histories(seen.repeats[kept], seen.last[kept], seen.observed[kept], drawn[kept])


def _search(
    grid: Grid, model: Model, start: np.ndarray, steps: Steps
) -> tuple[float, np.ndarray]:
    """The highest penalised likelihood from a start on, and where it is."""

    def cost(theta: np.ndarray) -> tuple[float, np.ndarray]:
        steps.ask()
        value, slope = _penalised(grid, model, theta)
        return -value, -slope

    low, high = np.array(model.bounds).T
    found = minimize(cost, np.clip(start, low, high), jac=True, method="L-BFGS-B",
                     bounds=model.bounds,
                     options={"maxiter": 500, "maxcor": 20, "ftol": 1e-13, "gtol": 1e-3})
    return -float(found.fun), _ordered(model, found.x)


def _penalised(grid: Grid, model: Model, theta: np.ndarray) -> tuple[float, np.ndarray]:
    (value, slope), (weak, pull) = model.likelihood(grid, theta), penalty(model.name, theta)
    return value + weak, slope + pull


def _ordered(model: Model, theta: np.ndarray) -> np.ndarray:
    """The kind with the shorter median life comes first."""
    if model.name != "two" or theta[4] <= theta[5]:
        return theta
    return np.append(theta[[0, 1, 3, 2, 5, 4]], -theta[6])


def _fitted(grid: Grid, model: Model, theta: np.ndarray) -> Fitted:
    ll = model.likelihood(grid, theta)[0]
    bic = -2.0 * ll + theta.size * float(np.log(grid.seen.count))
    spread, least, untold = _spread(model, _hessian(grid, model, theta))
    return Fitted(
        model=model, theta=theta, ll=ll, bic=bic, spread=spread, least=least, untold=untold
    )


def _hessian(grid: Grid, model: Model, theta: np.ndarray) -> np.ndarray:
    """Of the negative penalised likelihood, by differences of its gradient."""
    rows = []
    for step in _STEP * np.eye(theta.size):
        above, below = (_penalised(grid, model, theta + turn * step)[1] for turn in (1, -1))
        rows.append((below - above) / (2.0 * _STEP))
    table = np.array(rows)
    return np.asarray(0.5 * (table + table.T))


def _spread(model: Model, hessian: np.ndarray) -> tuple[np.ndarray, float, tuple[str, ...]]:
    """Covariance, least eigenvalue, and what is not told: directions in which the likelihood is
    flat or does not fall are given UNTOLD as their error."""
    values, vectors = np.linalg.eigh(hessian)
    flat = values < UNTOLD**-2
    spread = (vectors / np.where(flat, UNTOLD**-2, values)) @ vectors.T
    much = (np.abs(vectors[:, flat]) > 0.5).any(axis=1)
    return spread, float(values[0]), tuple(np.array(model.names)[much].tolist())


def repeat_curve(kinds: tuple[Kind, ...], days: int) -> np.ndarray:
    """Repeat orders expected of a member by each day since joining, (days + 1,), 0 on day 0."""
    by_day = sum(kind.share * kind.rate * kind.survival(days).alive for kind in kinds)
    curve = np.cumsum(by_day)
    return np.asarray(curve - curve[0])


def expected(kinds: tuple[Kind, ...], joins: np.ndarray, days: int) -> np.ndarray:
    """Repeat orders by each day, cumulated, (days,), of members who join as in `joins` (day,)."""
    curve = repeat_curve(kinds, days - 1)
    return np.asarray(np.convolve(joins, curve)[:days])
