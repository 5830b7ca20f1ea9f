"""What a page shows while a hand moves a lever: asked by a browser for every place of the hand.

Whoever asks says where levers stand as the screen shows them; what comes back is what the page
would show if the hand let go there.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard

from answers.question import Question, ask, opened
from answers.values import from_screen
from model import Scenario, ScenarioError
from model.room import SMALL, run_bytes
from model.terms.names import unknown_name
from model.terms.parameters import PARAMETERS, declared, pattern
from wording import LANGUAGES

REFUSED: Mapping[str, object] = {"refused": True}
"""The answer where the settings do not work together, give a run that nobody is to rely on, or one
that is too large to follow a hand: then the page keeps what it shows.
"""


def keeps_up(scenario: Scenario) -> bool:
    """Whether a run is so small that it can follow a hand; others wait for room (`model.room`)."""
    days = int(scenario.number("horizon.days"))
    return run_bytes(len(scenario.rows("campaigns")), len(scenario.rows("segments")), days) <= SMALL


def written(told: bytes) -> bytes:
    """The answer to a question, both JSON. Raises ValueError for what is no question."""
    asked = json.loads(told)
    if not isinstance(asked, dict):
        raise ValueError("no question")
    return json.dumps(answered(asked), separators=(",", ":"), ensure_ascii=False).encode()


def answered(asked: Mapping[str, object]) -> Mapping[str, object]:
    """The sentence on top, tiles with their note, and figures by key.

    `asked`: `s` (a link's text), `set` (dotted names and what their controls show), `lang`, and of
    what is wanted any of `page`, `readings`, `figures`, `log`, `hover`. Raises ValueError for what
    is no question.
    """
    language = _of(LANGUAGES, asked.get("lang"))
    try:
        shared, _ = opened(_text(asked.get("s")), _settings(asked.get("set", {})))
        if not (keeps_up(shared.scenario) and keeps_up(shared.baseline)):
            return REFUSED
        found = ask(Question(
            shared=shared, words=shared.words(language), page=_text(asked.get("page", "")),
            readings=_texts(asked.get("readings", [])), figures=_texts(asked.get("figures", [])),
            hover=asked.get("hover") is True, log=asked.get("log") is not False))
    except ScenarioError:
        return REFUSED
    if found["faults"]:
        return REFUSED
    return {
        "verdict": found["verdict"], "note": found["unlike"],
        "tiles": [tile["told"] for tile in found["tiles"]],
        "figures": {each["key"]: each for each in found["figures"]},
    }


def _settings(shown: object) -> dict[str, Any]:
    """Names and values in units of the model."""
    if not isinstance(shown, dict):
        raise ValueError("no settings")
    for name, value in shown.items():
        if pattern(name) not in PARAMETERS:
            raise ScenarioError([unknown_name(name, PARAMETERS)])
        if not _is_number(value) or declared(name).kind not in ("number", "whole"):
            raise ValueError(f"{name}: no number")
    return {name: from_screen(declared(name), int(value) if declared(name).kind == "whole"
                              else value) for name, value in shown.items()}


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300


def _of(known: Mapping[str, object], value: object) -> str:
    if not isinstance(value, str) or value not in known:
        raise ValueError("no such language")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")
    return value


def _texts(values: object) -> tuple[str, ...]:
    if not isinstance(values, Sequence) or isinstance(values, str):
        raise ValueError("no list")
    return tuple(dict.fromkeys(map(_text, values)))  # nothing is drawn twice
