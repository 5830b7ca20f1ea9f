"""What is uncertain about a scenario, and draws of it that any number of scenarios can share."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.assumed import distributions
from analysis.distributions import Distribution, distribution
from model import Problem, Scenario, ScenarioError
from model.terms.names import unknown_name
from model.terms.parameters import declared
from model.terms.problems import NOT_A_TABLE, NOT_NUMERIC, problem

METHODS = ("lhs", "sobol")
REFUSALS_LIMIT = 20
"""Refusals told of one document; finding the nearest known name for thousands would take minutes.
"""
MORE = "{field}: more was refused than is listed here"
TELLING_LIMIT = 200
"""Letters of a document that a refusal repeats."""
SEED = 1
SEED_LIMIT = 2**32

BAD_FIELD = "{field} = {value}: permitted is {permitted}"
BAD_CORRELATION = "{field} = {value}: two names that have a distribution, and −1 < rank < 1"
CERTAIN = "{field}: nothing that this scenario has is uncertain, so there is nothing to draw"
IMPOSSIBLE = "{field}: these rank correlations contradict one another"

Correlation = tuple[str, str, float]


@dataclass(frozen=True)
class Uncertainty:
    """Distributions by dotted name, rank correlations between them, and how they are drawn.

    `assumed`: nobody stated these, they are `assumptions` of ours.
    """

    distributions: Mapping[str, Distribution]
    correlations: tuple[Correlation, ...] = ()
    method: str = "lhs"
    seed: int = SEED
    assumed: bool = False

    @property
    def values(self) -> dict[str, object]:
        """Plain values from which `uncertainty` makes an equal one."""
        pairs = [{"names": [one, other], "rank": rank} for one, other, rank in self.correlations]
        return {
            "seed": self.seed,
            "method": self.method,
            "distributions": {name: each.values for name, each in self.distributions.items()},
            **({"correlations": pairs} if pairs else {}),
        }


def assumptions(scenario: Scenario, seed: int = SEED) -> Uncertainty:
    """What is assumed of all that nobody knows beforehand."""
    return Uncertainty(distributions(scenario), seed=seed, assumed=True)


def uncertainty(content: object, scenario: Scenario) -> Uncertainty:
    """Read the `uncertainty` table of a document.

    Raises ScenarioError with every problem found: unknown names, figures that describe no
    distribution, correlations that contradict one another.
    """
    problems: list[Problem] = []
    known = ("seed", "method", "distributions", "correlations")
    if not isinstance(content, Mapping):
        raise ScenarioError([problem(NOT_A_TABLE, "uncertainty", content)])
    for key in sorted(map(str, content.keys() - set(known)))[:REFUSALS_LIMIT]:
        problems.append(problem(BAD_FIELD, f"uncertainty.{key}", permitted=" | ".join(known)))
    seed, method = content.get("seed", SEED), content.get("method", METHODS[0])
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed < SEED_LIMIT:
        details = {"permitted": f"0 ≤ n < {SEED_LIMIT}"}
        problems.append(problem(BAD_FIELD, "uncertainty.seed", seed, **details))
    if method not in METHODS:
        details = {"permitted": " | ".join(METHODS)}
        problems.append(problem(BAD_FIELD, "uncertainty.method", method, **details))
    shapes = _distributions(content.get("distributions", {}), scenario, problems)
    pairs = _correlations(content.get("correlations", []), shapes, problems)
    if problems:
        raise ScenarioError(problems)
    return Uncertainty(shapes, pairs, str(method), int(seed))


def _distributions(
    content: object, scenario: Scenario, problems: list[Problem]
) -> dict[str, Distribution]:
    field = "uncertainty.distributions"
    found: dict[str, Distribution] = {}
    if not isinstance(content, Mapping):
        problems.append(problem(BAD_FIELD, field, content, permitted="{name = {…}}"))
        return {}
    for name, shape in content.items():
        if len(problems) >= REFUSALS_LIMIT:
            problems.append(problem(MORE, field))
            return found
        if name not in scenario.possible_names:
            problems.append(unknown_name(name[:TELLING_LIMIT], scenario.flat))
        elif declared(name).kind not in ("number", "whole"):
            problems.append(problem(NOT_NUMERIC, name, scenario[name]))
        else:
            try:
                found[name] = distribution(f"{field}.{name}", shape, declared(name))
            except ScenarioError as error:
                problems += error.problems
    return found


def _correlations(
    content: object, shapes: Mapping[str, Distribution], problems: list[Problem]
) -> tuple[Correlation, ...]:
    field, found = "uncertainty.correlations", []
    for entry in content if isinstance(content, list) else [content]:
        if len(problems) >= REFUSALS_LIMIT:
            problems.append(problem(MORE, field))
            return ()
        names = entry.get("names") if isinstance(entry, Mapping) else None
        rank = entry.get("rank") if isinstance(entry, Mapping) else None
        pair = isinstance(names, list) and len(names) == 2 and len(set(map(str, names))) == 2
        known = pair and all(name in shapes for name in names)  # type: ignore[union-attr]
        if known and isinstance(rank, int | float) and -1.0 < rank < 1.0:
            found.append((names[0], names[1], float(rank)))  # type: ignore[index]
        else:
            problems.append(problem(BAD_CORRELATION, field, str(entry)[:TELLING_LIMIT]))
    pairs = tuple(found)
    if not problems and np.linalg.eigvalsh(_wanted(tuple(shapes), pairs)).min(initial=1.0) <= 0.0:
        problems.append(problem(IMPOSSIBLE, field))
    return pairs


def sample(spread: Uncertainty, draws: int, scenario: Scenario) -> dict[str, np.ndarray]:
    """Draws of each uncertain name that the scenario has, (draw,), by the seed.

    The same draws for every scenario with the same uncertainty (common random numbers): what a
    scenario lacks is drawn and left out. Raises ScenarioError where nothing is uncertain,
    ValueError for less than one draw.
    """
    if not set(spread.distributions) & set(scenario.possible_names):
        raise ScenarioError([problem(CERTAIN, "uncertainty.distributions")])
    parts = unit_draws(tuple(spread.distributions), draws, spread.method, spread.seed)
    parts = with_ranks(parts, _wanted(tuple(spread.distributions), spread.correlations),
                       spread.seed)
    return {
        name: shape.at(parts[:, i], declared(name))
        for i, (name, shape) in enumerate(spread.distributions.items())
        if name in scenario.possible_names
    }


def unit_draws(names: Sequence[str], draws: int, method: str, seed: int) -> np.ndarray:
    """Points of the unit cube, (draw, name): a Latin hypercube, or scrambled Sobol points."""
    from scipy.stats import qmc

    if draws < 1:
        raise ValueError(f"draws = {draws}: at least one is needed")
    if not names:
        return np.empty((draws, 0))
    if method == "lhs":
        return np.asarray(qmc.LatinHypercube(len(names), rng=seed).random(draws))
    points = qmc.Sobol(len(names), rng=seed).random_base2((draws - 1).bit_length())
    return np.asarray(points[:draws])


def with_ranks(parts: np.ndarray, wanted: np.ndarray, seed: int) -> np.ndarray:
    """Columns of `parts` (draw, name) reordered to have the wanted correlations (Iman–Conover).

    Each column keeps its values, only their order changes. Correlations are of normal scores.
    """
    if parts.shape[0] < 3 or np.array_equal(wanted, np.eye(len(wanted))):
        return parts
    from scipy import stats

    draws, columns = parts.shape
    scores = stats.norm.ppf(np.arange(1, draws + 1) / (draws + 1.0))
    rng = np.random.default_rng(seed)
    mixed = np.column_stack([rng.permutation(scores) for _ in range(columns)])
    chance = np.linalg.cholesky(np.atleast_2d(np.corrcoef(mixed, rowvar=False)))
    mixed = mixed @ np.linalg.inv(chance).T @ np.linalg.cholesky(wanted).T
    order = mixed.argsort(axis=0).argsort(axis=0)
    return np.take_along_axis(np.sort(parts, axis=0), order, axis=0)


def _wanted(names: Sequence[str], pairs: Sequence[Correlation]) -> np.ndarray:
    """Correlations of normal scores with the given rank correlations, 2·sin(π·rank/6)."""
    matrix = np.eye(len(names))
    for (one, other, rank), turn in itertools.product(pairs, (False, True)):
        i, j = names.index(one), names.index(other)
        at = (j, i) if turn else (i, j)
        matrix[at] = 2.0 * np.sin(np.pi * rank / 6.0)
    return matrix
