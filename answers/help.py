"""Help texts: what a number means, which values are permitted, where it comes from."""

import math
from collections.abc import Iterable
from numbers import Real
from typing import TypeGuard

from answers.readings import tile
from model import MODEL_VERSION, Problem
from model.readings import HEADLINES
from model.terms.parameters import Parameter, declared
from wording import Words
from wording.literal import code

ASSUMED = "ASSUMPTION: "
_FOREIGN = ("field", "value", "nearest")


def parameter_help(parameter: Parameter, words: Words) -> str:
    """Permitted range and source of a parameter."""
    return f"{_permitted(parameter, words)}  \n{source(parameter, words)}"


def _permitted(parameter: Parameter, words: Words) -> str:
    return words("Permitted: {range}", range=permitted(parameter, words))


def permitted(parameter: Parameter, words: Words) -> str:
    """The permitted range in the screen's units, or what there is to choose from."""
    if parameter.kind == "choice":
        return " · ".join(words.choice(parameter, value) for value in parameter.choices)
    if parameter.low is None or parameter.high is None:
        return _open_range(parameter, words)
    low, high = (_end(value, parameter, words) for value in (parameter.low, parameter.high))
    if parameter.above_low:
        return words("above {low}, to {high}", low=low, high=high)
    if parameter.below_high:
        return words("{low} to below {high}", low=low, high=high)
    return words("{low} to {high}", low=low, high=high)


def _open_range(parameter: Parameter, words: Words) -> str:
    if parameter.low is None:
        return words("any number")
    low = _end(parameter.low, parameter, words)
    return words("above {low}", low=low) if parameter.above_low else words("{low} or more", low=low)


def _end(value: float, parameter: Parameter, words: Words) -> str:
    if parameter.display == "percent":
        return words.percent(value, digits=0)
    return words.number(value, compact=abs(value) >= 1e6, digits=0 if value == int(value) else 2)


def source(parameter: Parameter, words: Words) -> str:
    """The statement of the source that a number rests on, or why we assumed it."""
    if words.own:
        return words("Entered here")
    if parameter.source.startswith(ASSUMED):
        return words("Assumption: {why}", why=words(parameter.source.removeprefix(ASSUMED)))
    return words("Source: statement {id} of the vendor's page", id=parameter.source)


def refusal(problem: Problem, words: Words) -> str:
    """A problem under the field's name, its value and permitted range in the screen's units."""
    if problem.field == "link":
        return words(problem.template, **{**_as_code(problem), "field": words("Link")})
    try:
        parameter = declared(problem.field)
    except KeyError:
        return _of_a_result(problem, words)
    label = words.label(parameter)
    value = _finite(problem.value, parameter)
    if value is not None and not parameter.permits(value):
        return words("**{label}** is set to {value}. {permitted}.", label=label,
                     value=_end(value, parameter, words), permitted=_permitted(parameter, words))
    return f"**{label}**: {words(problem.template, **_as_code(problem))}"


def _finite(value: object, parameter: Parameter) -> float | None:
    """A finite number, as it is or as a text of a numeric field; None for anything else."""
    if isinstance(value, str) and parameter.kind in ("number", "whole"):
        value = _as_number(value)
    try:
        return float(value) if isinstance(value, Real) and math.isfinite(value) else None
    except OverflowError:  # an integer of a file may be larger than any float
        return None


def _as_code(problem: Problem) -> dict[str, object]:
    """Details of a problem, those as code that may hold what stands in a link or a file."""
    return {name: code(value) if name in _FOREIGN and _is_words(value) else value
            for name, value in problem.details.items()}


def _is_words(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and isinstance(_as_number(value), str)


def _of_a_result(problem: Problem, words: Words) -> str:
    """A problem whose field is no parameter: a result by its name, anything else as it is."""
    told = _as_code(problem)
    known = problem.field in HEADLINES
    field = tile(problem.field, words).label if known else told["field"]
    return words(problem.template, **{**told, "field": field})


def listed(problems: Iterable[Problem], words: Words) -> str:
    """Problems as a list, to stand below a sentence."""
    return "\n\n" + "\n".join(f"- {refusal(problem, words)}" for problem in problems)


def made_with(version: str, words: Words) -> str:
    """That numbers which came with something opened are not this model's."""
    return words("This was made with model version {version}. Numbers that came with it belong "
                 "to that version; those on screen come from version {current} and may differ.",
                 version=version, current=MODEL_VERSION)


def _as_number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text
