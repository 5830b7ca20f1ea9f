"""Takes typed values out of one table of a document; what is wrong is collected, not raised."""

from __future__ import annotations

import difflib
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from analysis.uncertainty import MORE, REFUSALS_LIMIT
from model.terms.problems import NOT_A_CHOICE, UNKNOWN, Problem, problem
from scenarios.texts import NOT_TEXT, TOO_LONG
from wording import LANGUAGES

NOT_A_FIGURE = "{field} = {value}: a finite number is needed"
NOT_YES_OR_NO = "{field} = {value}: permitted is true | false"
NOT_A_LIST = "{field} = {value}: a list of texts is needed"
NO_TABLE = "{field} = {value}: a table of fields is needed"


@dataclass
class Fields:
    """A table of a document; `place` stands in front of its names, as `steps.cash`."""

    content: dict[str, object]
    place: str
    problems: list[Problem]
    known: list[str] = field(default_factory=list)

    def named(self, key: str) -> str:
        """The dotted name of a field."""
        return f"{self.place}.{key}" if self.place else key

    def take(self, key: str, first: object = None) -> object:
        """Whatever stands there."""
        self.known.append(key)
        return self.content.get(key, first)

    def text(self, key: str, limit: int) -> str:
        """A text of at most `limit` letters, empty where there is none."""
        value = self.take(key, "")
        if not isinstance(value, str):
            self.problems.append(problem(NOT_TEXT, self.named(key), _short(value)))
            return ""
        if len(value) > limit:
            self.problems.append(problem(TOO_LONG, self.named(key), len(value), permitted=limit))
        return value.replace("\r\n", "\n")

    def texts(self, key: str, limit: int) -> dict[str, str]:
        """The same in every language: `key` in English, `key_zh` in Chinese."""
        found = {code: self.text(each.field(key), limit) for code, each in LANGUAGES.items()}
        return {language: text for language, text in found.items() if text}

    def choice(self, key: str, permitted: Sequence[str]) -> str:
        """One of a few texts, the first of them where nothing is said."""
        value = self.take(key, permitted[0])
        if value not in permitted:
            self.problems.append(not_a_choice(self.named(key), value, permitted))
        return str(value)

    def number(self, key: str, first: float | None = None) -> float | None:
        """A finite number; `first` where there is none."""
        value = self.take(key, first)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if value is None or (is_number and math.isfinite(value)):  # type: ignore[arg-type]
            return None if value is None else float(value)  # type: ignore[arg-type]
        self.problems.append(problem(NOT_A_FIGURE, self.named(key), _short(value)))
        return first

    def flag(self, key: str) -> bool:
        """True or false, the latter where nothing is said."""
        value = self.take(key, False)
        if not isinstance(value, bool):
            self.problems.append(problem(NOT_YES_OR_NO, self.named(key), _short(value)))
        return value is True

    def several(self, key: str) -> tuple[str, ...]:
        """Several texts."""
        value = self.take(key, [])
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        self.problems.append(problem(NOT_A_LIST, self.named(key), _short(value)))
        return ()

    def table(self, key: str) -> dict[str, object]:
        """A table below this one, empty where there is none."""
        value = self.take(key, {})
        if isinstance(value, dict):
            return value
        self.problems.append(problem(NO_TABLE, self.named(key), _short(value)))
        return {}

    def below(self, key: str) -> Fields:
        """The same as fields of their own."""
        return Fields(self.table(key), self.named(key), self.problems)

    def done(self) -> None:
        """Refuse whatever nobody took: a misspelt field must not be lost."""
        for key in self.content.keys() - set(self.known):
            if len(self.problems) > REFUSALS_LIMIT:
                return
            nearest = difflib.get_close_matches(key[:200], self.known, 1, 0.0)[0]
            self.problems.append(problem(UNKNOWN, self.named(_short(key)), nearest=nearest))


def first_of(problems: Sequence[Problem], place: str) -> list[Problem]:
    """The first refusals, and that there are more where there are."""
    told = list(problems[:REFUSALS_LIMIT])
    return told if len(problems) <= REFUSALS_LIMIT else [*told, problem(MORE, place)]


def not_a_choice(field: str, value: object, permitted: Collection[str]) -> Problem:
    """The refusal of what is none of a few; names the one most like it."""
    nearest = difflib.get_close_matches(str(value)[:200], permitted, 1, 0.0)[0]
    return problem(NOT_A_CHOICE, field, _short(value), permitted=" | ".join(permitted),
                   nearest=nearest)


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:59] + "…"
