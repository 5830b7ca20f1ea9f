"""Questions about terms as documents: levers, limits, aims, and how long to look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from analysis.question import Aim, Limit, Question, default_question
from model import Problem, Scenario, ScenarioError
from model.terms.problems import problem
from wording import mark

BAD_ENTRY = mark("{field} = {value}: needed is {permitted}")
_TABLES = ("levers", "limits", "aims", "search")
_LEAST = {"evaluations": 1, "population": 4, "seed": 0}
FORM = ("[levers] name = [low, high]; [[limits]] result, at_least | at_most; [[aims]] result, "
        "goal = max | min; [search] evaluations, population, seed, allow_no_gift; what is left "
        "out is asked as the page asks it")


def question_of(content: Mapping[str, Any], scenario: Scenario) -> Question:
    """A question from a document's tables; those that it leaves out are the default question's.
    Raises ScenarioError with every problem found.
    """
    problems: list[Problem] = []
    for key in content.keys() - set(_TABLES):
        problems.append(problem(BAD_ENTRY, key, "…", permitted=" | ".join(_TABLES)))
    how = _how(_table(content, "search", problems), problems)
    found: dict[str, Any] = {}
    if "levers" in content:
        table = _table(content, "levers", problems)
        found["levers"] = {name: _pair(name, ends, problems) for name, ends in table.items()}
    if "limits" in content:
        limits = [_limit(entry, problems) for entry in _list(content["limits"])]
        found["limits"] = [limit for limit in limits if limit]
    if "aims" in content:
        aims = [_aim(entry, problems) for entry in _list(content["aims"])]
        found["aims"] = [aim for aim in aims if aim]
    if problems:
        raise ScenarioError(problems)
    question = default_question(scenario, bool(how.get("allow_no_gift", False)))
    return replace(question, **found, **how)


def _table(content: Mapping[str, Any], name: str, problems: list[Problem]) -> dict[str, Any]:
    table = content.get(name, {})
    if isinstance(table, dict):
        return table
    problems.append(problem(BAD_ENTRY, name, table, permitted=f"[{name}]"))
    return {}


def _list(content: object) -> list[object]:
    """The entries of a list; anything else is one bad entry."""
    return content if isinstance(content, list) else [content]


def _pair(name: str, ends: object, problems: list[Problem]) -> tuple[float, float]:
    if isinstance(ends, list) and len(ends) == 2 and all(map(_is_number, ends)):
        return float(ends[0]), float(ends[1])
    problems.append(problem(BAD_ENTRY, f"levers.{name}", ends, permitted="[low, high]"))
    return 0.0, 1.0


def _limit(entry: object, problems: list[Problem]) -> Limit | None:
    content = entry if isinstance(entry, dict) else {}
    bounds = [bound for bound in ("at_least", "at_most") if _is_number(content.get(bound))]
    if isinstance(content.get("result"), str) and len(bounds) == 1 and len(content) == 2:
        return Limit(content["result"], bounds[0], float(content[bounds[0]]))  # type: ignore[arg-type]
    needed = "{ result = NAME, at_least | at_most = x }"
    problems.append(problem(BAD_ENTRY, "limits", str(entry), permitted=needed))
    return None


def _aim(entry: object, problems: list[Problem]) -> Aim | None:
    content = entry if isinstance(entry, dict) else {}
    is_known = content.get("goal") in ("max", "min") and len(content) == 2
    if isinstance(content.get("result"), str) and is_known:
        return Aim(content["result"], content["goal"])
    needed = "{ result = NAME, goal = max | min }"
    problems.append(problem(BAD_ENTRY, "aims", str(entry), permitted=needed))
    return None


def _how(content: Mapping[str, Any], problems: list[Problem]) -> dict[str, Any]:
    """How long to look, and what else a question may say."""
    how: dict[str, Any] = {}
    for name, value in content.items():
        is_whole = isinstance(value, int) and not isinstance(value, bool)
        if (name == "allow_no_gift" and isinstance(value, bool)) or (
            name in _LEAST and is_whole and _LEAST[name] <= value < 2**32
        ):
            how[name] = value
        else:
            permitted = " | ".join(f"{each} ≥ {low}" for each, low in _LEAST.items())
            permitted += " | allow_no_gift = true | false"
            problems.append(problem(BAD_ENTRY, f"search.{name}", value, permitted=permitted))
    return how


def _is_number(value: object) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and bool(np.isfinite(value))  # type: ignore[call-overload]
