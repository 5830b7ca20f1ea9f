"""Distributions in words."""

from typing import Any

from analysis.distributions import KINDS, Distribution
from analysis.uncertainty import Uncertainty
from answers.tables import Row
from answers.values import name_of, written
from wording import Words

PER_SE = ("spread", "weights")
"""Figures that are not in the parameter's own unit."""


def listed(unsure: Uncertainty, words: Words) -> list[Row]:
    """What each uncertain parameter is drawn from."""
    return [
        {words("Parameter"): name_of(name, words),
         words("Distribution"): described(name, shape, words)}
        for name, shape in unsure.distributions.items()
    ]


def kind_names(words: Words) -> dict[str, str]:
    """Names of the kinds of distributions."""
    return {
        "triangular": words("triangular"),
        "log-triangular": words("triangular in the logarithm"),
        "logit-triangular": words("triangular in the odds"),
        "uniform": words("uniform"), "normal": words("normal"),
        "lognormal": words("lognormal"), "discrete": words("discrete"),
    }


def figure_names(words: Words) -> dict[str, str]:
    """Names of the figures that describe distributions."""
    return {
        "low": words("Lowest"), "mode": words("Most likely"), "high": words("Highest"),
        "mean": words("Mean"), "deviation": words("Standard deviation"),
        "median": words("Median"), "spread": words("Spread of the logarithm"),
        "values": words("Values, separated by spaces"),
        "weights": words("Weights, separated by spaces"),
    }


def described(name: str, shape: Distribution, words: Words) -> str:
    """A distribution in words: triangle from 2% to 8%, most likely 5%."""
    figures = dict(zip(KINDS[shape.kind], shape.figures, strict=True))
    if shape.kind == "discrete":
        return words("one of {values}", values=_weighed(name, figures, words))
    texts = {key: words.number(value) if key in PER_SE else _value(name, value, words)
             for key, value in figures.items()}
    if shape.kind == "uniform":
        return words("even from {low} to {high}", **texts)
    if shape.kind == "triangular":
        return words("triangle from {low} to {high}, most likely {mode}", **texts)
    if shape.kind == "log-triangular":
        return words("from {low} to {high}, most likely {mode}: a triangle in the logarithm",
                     **texts)
    if shape.kind == "logit-triangular":
        return words("from {low} to {high}, most likely {mode}: a triangle in the logarithm of "
                     "the odds", **texts)
    if shape.kind == "normal":
        return words("normal: mean {mean}, standard deviation {deviation}", **texts)
    return words("lognormal: median {median}, spread of the logarithm {spread}", **texts)


def _value(name: str, value: float, words: Words) -> str:
    return written(name, float(f"{value:.4g}"), words)


def _weighed(name: str, figures: dict[str, Any], words: Words) -> str:
    whole = sum(figures["weights"])
    return words("; ").join(
        f"{_value(name, value, words)} ({words.percent(weight / whole, digits=0)})"
        for value, weight in zip(figures["values"], figures["weights"], strict=True)
    )
