"""A table of a scenario's rows as a grid of texts, and the scenario that an edited grid says.

Cells hold numbers as people write them (1,234 · 25% · 1.2万), read as in uploaded tables
(`scenarios.uploads.figures`): the numbers of the grid show which mark stands before decimals. What
stays open is refused, as is a bare number where per cent or a part of one could be meant.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from answers.values import absent, factor_of
from model import Problem, Scenario, ScenarioError
from model.terms import problems as wrong
from model.terms.names import fields_of, kind_of
from model.terms.parameters import PARAMETERS, Parameter
from model.terms.problems import problem
from scenarios.added import free_id, proposal
from scenarios.size import too_large
from scenarios.texts import ROW_TITLE_LIMIT, row_titles
from scenarios.uploads import figures
from scenarios.uploads.rows import MISSING, TWO_READINGS
from wording import LANGUAGES, Words, mark
from wording.names import TITLE, title_fields

ID = "id"
TWICE = mark("{field}: two rows have this id")
TWO_PARTS = mark("{field} = {value}: this could be {permitted}; write it with %")
DIGITS = 10

Cells = Mapping[str, str]
"""The texts of a row: its id under ID, its titles and the others by the last name of their field.
"""


@dataclass(frozen=True)
class Line:
    """A row of an edited grid. `before`: its id as the scenario has it, None for a new one."""

    before: str | None
    cells: Cells


@dataclass(frozen=True)
class Found:
    """What a grid says: the scenario, titles of its rows by field, and whether we proposed
    something in it."""

    scenario: Scenario
    row_titles: Mapping[str, str]
    completed: bool


def columns(table: str, scenario: Scenario) -> list[str]:
    """Last names of the fields that rows of the table have; of kinds, those that there are."""
    kinds = [kind_of(scenario.flat, table, row) for row in scenario.rows(table)] or [
        kind_of({}, table, "")]
    wanted = {field for kind in kinds for field in fields_of(table, kind)}
    return [field.rpartition(".")[2] for field in PARAMETERS if field in wanted]


def drawn(table: str, scenario: Scenario, words: Words) -> list[dict[str, str]]:
    """The lines of a table's grid: its rows, or one to type or paste into where it has none."""
    return shown(table, scenario, words) or [{}]


def shown(table: str, scenario: Scenario, words: Words) -> list[dict[str, str]]:
    """The rows of a table as texts, titles as `words` has them; empty where a row's kind has no
    such field.
    """
    found, titles = [], dict(words.row_titles)
    for row in scenario.rows(table):
        cells = {ID: row, **{last: titles.get(f"{table}.{row}.{last}", "")
                             for last in title_fields()}}
        for last in columns(table, scenario):
            name = f"{table}.{row}.{last}"
            known = name in scenario.possible_names
            cells[last] = written(PARAMETERS[f"{table}.*.{last}"], scenario[name], words) if (
                known) else ""
        found.append(cells)
    return found


def edited(
    table: str, base: Scenario, edits: Mapping[str, Any], words: Words
) -> list[Line]:
    """The lines of a grid drawn of `base` after what its editor tells: `edited_rows` and
    `deleted_rows` by their place, `added_rows` one after the other.
    """
    lines = []
    for place, cells in enumerate(drawn(table, base, words)):
        told = edits["edited_rows"].get(place) or edits["edited_rows"].get(str(place)) or {}
        if place not in edits["deleted_rows"]:
            lines.append(Line(cells.get(ID), cells | _texts(told)))
    return lines + [Line(None, _texts(told)) for told in edits["added_rows"]]


def _texts(told: Mapping[str, Any]) -> dict[str, str]:
    return {last: "" if text is None else str(text) for last, text in told.items()}


def written(parameter: Parameter, value: object, words: Words) -> str:
    """A value as its cell shows it: numbers with all their digits, parts in per cent."""
    if value is None:
        return absent(parameter, words)
    if parameter.kind == "choice":
        return words.choice(parameter, str(value))
    number = round(float(value) * factor_of(parameter), DIGITS)  # type: ignore[arg-type]
    decimals = f"{abs(number):.{DIGITS}f}".rstrip("0").partition(".")[2]
    text = words.number(number, digits=len(decimals)).replace("\u2212", "-")
    return f"{text}%" if parameter.display == "percent" else text


def read(
    table: str, lines: Sequence[Line], base: Scenario, now: Scenario, words: Words
) -> Found:
    """`now` with the rows of a grid that was drawn of `base` in place of its own; `words` have the
    titles of its rows. Empty new lines are none. Raises ScenarioError with every problem.
    """
    lines = [line for line in lines if line.before or any(map(str.strip, line.cells.values()))]
    sign = _mark(table, lines, shown(table, base, words), words)
    problems: list[Problem] = []
    names = _names(table, lines, words, problems)
    titles = _titles(table, dict(zip(names, lines, strict=False)), words, problems)
    told: dict[str, object] = {
        name: value for name, value in now.flat.items() if not name.startswith(f"{table}.")}
    completed = False
    for line, row in zip(lines, names, strict=True):
        values = _Row(table, row, line, base, words).values(sign, problems)
        completed |= line.cells.get(ID, "").strip() != row or any(
            line.before is None and not line.cells.get(last, "").strip() and value is not None
            for last, value in values.items())
        told |= {f"{table}.{row}.{last}": value for last, value in values.items()
                 if value is not None}
    if problems:
        raise ScenarioError(problems)
    return Found(_sized(Scenario.from_flat(told)), titles, completed)


def _sized(scenario: Scenario) -> Scenario:
    oversize = too_large(scenario)
    if oversize is not None:
        raise ScenarioError([oversize])
    return scenario


def _mark(
    table: str, lines: Sequence[Line], before: Sequence[Cells], words: Words
) -> str | None:
    """The mark of decimals that the grid shows: by what was entered, and by what we wrote into it
    before, if that has any mark at all.
    """
    ours = {text for cells in before for text in _numbers(table, cells)}
    entered = [text for line in lines for text in _numbers(table, line.cells) if text not in ours]
    marked = any(each in text for text in ours for each in (figures.POINT, figures.COMMA))
    return figures.decimal_mark([*entered, *[words.number(0.5, digits=1)] * marked], None)


def _numbers(table: str, cells: Cells) -> Iterator[str]:
    return (text for last, text in cells.items() if not _is_worded(table, last))


def _is_worded(table: str, last: str) -> bool:
    parameter = PARAMETERS.get(f"{table}.*.{last}")
    return parameter is None or parameter.kind == "choice"


def _names(
    table: str, lines: Sequence[Line], words: Words, problems: list[Problem]
) -> list[str]:
    """Ids of the lines; one is made, of the row's title if it has one, where none, or none that may
    be one, was entered."""
    entered = [line.cells.get(ID, "").strip() for line in lines]
    found: list[str] = []
    for line, text in zip(lines, entered, strict=True):
        title = next(filter(str.strip, (line.cells.get(last, "") for last in (
            words.habits.field(TITLE), *title_fields()))), "")
        row = free_id(table, (), text) if text else free_id(table, {*entered, *found}, title)
        if row in found:
            problems.append(problem(TWICE, f"{table}.{row}"))
        found.append(row)
    return found


def named(
    table: str, taken: Iterable[str], text: str, words: Words
) -> tuple[str, dict[str, str]]:
    """The id of a new row that is called so, beside those that are `taken`, and its titles by
    field: a name that cannot be an id is its title in the reader's language. Raises ScenarioError.
    """
    if free_id(table, (), text) == text or not text:
        return text, {}
    row, problems = free_id(table, set(taken), text), list[Problem]()
    titles = row_titles({f"{table}.{row}.{words.habits.field(TITLE)}": text}, problems)
    if problems:
        raise ScenarioError(problems)
    return row, titles


def _titles(
    table: str, lines: Mapping[str, Line], words: Words, problems: list[Problem]
) -> dict[str, str]:
    """Titles of the rows by field; a name that cannot be an id is the row's title in the reader's
    language, where it has none.
    """
    told: dict[str, object] = {}
    own = words.habits.field(TITLE)
    for row, line in lines.items():
        entered = line.cells.get(ID, "").strip()
        if entered not in ("", row) and len(entered) <= ROW_TITLE_LIMIT:
            told[f"{table}.{row}.{own}"] = entered
        told |= {f"{table}.{row}.{last}": text for last in title_fields()
                 if (text := line.cells.get(last, "")).strip()}
    return row_titles(told, problems)


@dataclass(frozen=True)
class _Row:
    table: str
    row: str
    line: Line
    scenario: Scenario
    words: Words

    def values(self, sign: str | None, problems: list[Problem]) -> dict[str, object]:
        """Values by last name; None where one is absent."""
        kind = self._choice_of("kind", problems) or kind_of(
            self.scenario.flat, self.table, self.line.before or "")
        start = proposal(self.scenario, self.table, kind, self._choice_of("role", problems))
        fields = {field.rpartition(".")[2] for field in fields_of(self.table, kind)}
        surplus = [last for last, text in self.line.cells.items()
                   if last not in {ID, *title_fields(), *fields} and text.strip()
                   and text != self._shown(last)]
        problems += [problem(wrong.OTHER_KIND, self._name(last), self.line.cells[last], kind=kind,
                             row=f"{self.table}.{self.row}", permitted=" | ".join(map(
                                 str, PARAMETERS[f"{self.table}.*.{last}"].kinds)))
                     for last in surplus]
        return {last: self._value(last, start[last], sign, problems)
                for last in start if last in fields}

    def _choice_of(self, last: str, problems: list[Problem]) -> object:
        """What a choice cell of the row says, if the table has such a field."""
        parameter = PARAMETERS.get(f"{self.table}.*.{last}")
        text = self.line.cells.get(last, "")
        return None if parameter is None or not text.strip() else chosen(text, parameter)

    def _name(self, last: str) -> str:
        return f"{self.table}.{self.row}.{last}"

    def _before(self, last: str) -> tuple[bool, object]:
        """Whether the row had such a field, and its value."""
        name = f"{self.table}.{self.line.before}.{last}"
        known = self.line.before is not None and name in self.scenario.possible_names
        return known, self.scenario[name] if known else None

    def _shown(self, last: str) -> str | None:
        known, value = self._before(last)
        return written(PARAMETERS[f"{self.table}.*.{last}"], value, self.words) if known else None

    def _value(
        self, last: str, start: object, sign: str | None, problems: list[Problem]
    ) -> object:
        parameter = PARAMETERS[f"{self.table}.*.{last}"]
        text = self.line.cells.get(last, "")
        known, before = self._before(last)
        if known and text == self._shown(last):
            return before
        if text.strip():
            return cell(self._name(last), text, parameter, sign, problems)
        if known and not parameter.optional:
            problems.append(problem(MISSING, self._name(last), permitted=parameter.permitted))
        return None if known else start


def cell(
    name: str, text: str, parameter: Parameter, sign: str | None, problems: list[Problem]
) -> object:
    """The value that a text says of a field, None where it says that there is none, or after
    noting a problem. Whether the value is permitted the scenario says.
    """
    if parameter.optional and _folded(text) in _absences(parameter):
        return None
    if parameter.kind == "choice":
        value = chosen(text, parameter)
        if value is None:
            near = difflib.get_close_matches(text[:80], list(parameter.choices), 1, 0.0)[0]
            problems.append(problem(wrong.NOT_A_CHOICE, name, text[:80],
                                    permitted=parameter.permitted, nearest=near))
        return value
    found = figures.number(text[:80], sign, parameter.kind == "whole")
    values = found if isinstance(found, tuple) else () if found is None else (found,)
    template = TWO_READINGS if len(values) > 1 else TWO_PARTS
    values = _in_parts(text, values, parameter)
    if len(values) > 1:
        problems.append(problem(template, name, text[:80],
                                permitted=" | ".join(_plainly(each, parameter) for each in values)))
        return None
    return values[0] if values else text[:80]


def _in_parts(
    text: str, values: tuple[float, ...], parameter: Parameter
) -> tuple[float, ...]:
    """Numbers as parts of one: a bare one may be meant in per cent or as it is."""
    if parameter.display != "percent" or "%" in figures.plain(text):
        return values
    either = dict.fromkeys(each for value in values for each in (value / 100, value))
    possible = tuple(each for each in either if parameter.permits(each))
    return possible or tuple(dict.fromkeys(value / 100 for value in values))


def _plainly(value: float, parameter: Parameter) -> str:
    factor = factor_of(parameter)
    return f"{value * factor:.10g}" + ("%" if factor != 1 else "")


def chosen(text: str, parameter: Parameter) -> str | None:
    """The choice of a parameter that a text names: by its code or its words in any language."""
    wanted = _folded(text)
    for value in parameter.choices:
        said = [value, *(Words(language).choice(parameter, value) for language in LANGUAGES)]
        if wanted in map(_folded, said):
            return value
    return None


def _absences(parameter: Parameter) -> Iterable[str]:
    return [_folded(absent(parameter, Words(language))) for language in LANGUAGES]


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()


def shares(table: str, scenario: Scenario, words: Words) -> dict[str, str]:
    """What the weight of each row amounts to: a part of members, or of its role's orders."""
    last = {"segments": "share", "products": "mix"}.get(table)
    if last is None:
        return {}
    rows = scenario.rows(table)
    roles = {row: scenario[f"products.{row}.role"] if table == "products" else "" for row in rows}
    sums = {role: sum(scenario.number(f"{table}.{row}.{last}") for row in rows
                      if roles[row] == role) for role in roles.values()}
    return {row: words.percent(scenario.number(f"{table}.{row}.{last}") / sums[roles[row]])
            for row in rows}
