"""What there is to ask and to set, for machines: every parameter, reading and daily series.

Parameters are JSON Schemas of one value each, by dotted pattern (`*` stands for the id of a row).
"""

from __future__ import annotations

from model import MODEL_VERSION, readings
from model.laws.series import SERIES, Series
from model.members.declared import READINGS as OF_SINGLE_MEMBERS
from model.readings import Reading
from model.terms.declarations import When
from model.terms.parameters import PARAMETERS, Parameter
from wording import Words

TYPES = {"number": "number", "whole": "integer", "choice": "string", "series": "array"}
"""JSON types by kind of parameter."""


def described(words: Words) -> dict[str, object]:
    """Everything by its name, texts in one language, as JSON can hold it."""
    return {
        "model_version": MODEL_VERSION,
        "parameters": {each.field: _parameter(each, words) for each in PARAMETERS.values()},
        "readings": {each.name: _reading(each, words) for each in (
            *readings.READINGS.values(), readings.WITHIN)},
        "member_readings": {each.name: _reading(each, words)
                            for each in OF_SINGLE_MEMBERS.values()},
        "series": {each.name: _series(each, words) for each in SERIES.values() if each.file},
    }


def _parameter(each: Parameter, words: Words) -> dict[str, object]:
    told: dict[str, object] = {
        "title": words.label(each), "type": [TYPES[each.kind], "null"] if each.optional
        else TYPES[each.kind], "default": each.default,
    }
    if each.kind == "choice":
        told["oneOf"] = [{"const": value, "title": words.choice(each, value)}
                         for value in each.choices]
    limits = _limits(each)
    told |= {"items": {"type": "number", **limits}} if each.kind == "series" else limits
    told |= {"unit": words.unit(each), "lever": each.lever, "individual": each.individual,
             "source": each.source}
    return told | ({"when": [_when(when) for when in each.when]} if each.when else {})


def _limits(each: Parameter) -> dict[str, object]:
    low = "exclusiveMinimum" if each.above_low else "minimum"
    high = "exclusiveMaximum" if each.below_high else "maximum"
    ends = {low: each.low, high: each.high}
    return {name: end for name, end in ends.items() if end is not None}


def _when(when: When) -> dict[str, object]:
    """What must hold for a parameter to take part."""
    return {"field": when.field, "is" if when.given else "is_not": list(when.values)}


def _reading(each: Reading, words: Words) -> dict[str, object]:
    label, help, absent = (
        words.declared("reading", text) for text in (each.label, each.help, each.absent))
    return {
        "title": label, "description": help, "style": each.style, "better": each.better,
        "whose": each.whose, "each": each.each, "absent": absent, "slow": each.slow,
        "grows_with_sales": each.total,
    }


def _series(each: Series, words: Words) -> dict[str, object]:
    return {
        "title": words.declared("series", each.label), "unit": each.unit, "kind": each.kind,
        "side": each.side, "each": each.each, "file": each.file,
    }
