"""Values and ranges as they are typed on the command line."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence

from model import Scenario, ScenarioError
from model.problems import problem

BAD_SETTING = "{field} = {value}: write dotted.name=value"
BAD_RANGE = "{field} = {value}: write LOW:HIGH, two numbers"


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
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def read_range(option: str, text: str) -> tuple[float, float]:
    """`0:1.5` as two numbers. Raises ScenarioError, naming the option."""
    low, _, high = text.partition(":")
    try:
        return float(low), float(high)
    except ValueError as error:
        raise ScenarioError([problem(BAD_RANGE, option, text)]) from error


def wanted_range(option: str, text: str | None) -> tuple[float | None, float | None]:
    """The same of an option that may be left out: then two Nones."""
    return (None, None) if text is None else read_range(option, text)
