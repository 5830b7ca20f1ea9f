"""Values and ranges as they are typed on the command line."""

from __future__ import annotations

import math
import tomllib
import unicodedata
from collections.abc import Sequence

from model import Scenario, ScenarioError
from model.terms.problems import problem
from scenarios.documents import NAME_LIMIT, is_endless

BAD_SETTING = "{field} = {value}: write dotted.name=value"
BAD_RANGE = "{field} = {value}: write LOW:HIGH, two numbers"
BAD_NUMBER = "{field} = {value}: a finite number is needed"
ODD_TEXT = "{field}: holds bytes or signs that are no text; write it in {permitted}"


def with_settings(scenario: Scenario, settings: Sequence[str]) -> Scenario:
    """The scenario after `dotted.name=value` settings, all at once. Raises ScenarioError."""
    changes: dict[str, object] = {}
    for setting in settings:
        name, sign, value = setting.partition("=")
        if not sign:
            raise ScenarioError([problem(BAD_SETTING, "--set", setting)])
        changes[name.strip()] = _value(value.strip())
    return scenario.replace(changes) if changes else scenario


def _value(text: str) -> object:
    """A TOML value; a bare word is a text, `none` is no value."""
    if text == "none":
        return None
    try:
        value = tomllib.loads(f"value = {text}")["value"]
    except (ValueError, RecursionError):
        return text
    return text[:NAME_LIMIT] if is_endless(value) else value


def read_range(option: str, text: str) -> tuple[float, float]:
    """`0:1.5` as two numbers. Raises ScenarioError, naming the option."""
    low, _, high = text.partition(":")
    refused = ScenarioError([problem(BAD_RANGE, option, text)])
    try:
        ends = float(low), float(high)
    except ValueError as error:
        raise refused from error
    if not all(map(math.isfinite, ends)):
        raise refused
    return ends


def read_number(option: str, text: str) -> float:
    """A finite number. Raises ScenarioError, naming the option."""
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ScenarioError([problem(BAD_NUMBER, option, text)])
    return number


def plain_text(option: str, text: str) -> str:
    """A text for a document. Raises ScenarioError for what was no text in the terminal's encoding
    and for control signs, which no document holds.
    """
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign != "\t" for sign in text):
        raise ScenarioError([problem(ODD_TEXT, option, permitted="UTF-8")])
    return text


def wanted_range(option: str, text: str | None) -> tuple[float | None, float | None]:
    """The same of an option that may be left out: then two Nones."""
    return (None, None) if text is None else read_range(option, text)
