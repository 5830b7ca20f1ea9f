"""What differs from the loaded scenario, as a reader would list it: rows first, then values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from analysis.effects import effects, ranked
from model import Scenario
from model.terms.parameters import ROW_TABLES
from wording import Words
from wording.names import row_name

NAMED_ROWS = 3
"""Rows of a table that are named; more are counted only."""


@dataclass(frozen=True)
class Change:
    """A row that came (`added`) or went (`removed`), named `table.id`, or a `value` of a field."""

    kind: str
    name: str
    before: Any = None
    after: Any = None


def changes_between(loaded: Scenario, now: Scenario) -> list[Change]:
    """Every change once: the fields of a row that came or went are not listed one by one."""
    rows = _rows(loaded, now)
    whole = tuple(f"{row.name}." for row in rows)
    return rows + [
        Change("value", name, before, after)
        for name, (before, after) in loaded.differences(now).items()
        if not name.startswith(whole)
    ]


@lru_cache(maxsize=64)
def by_effect(loaded: Scenario, now: Scenario) -> tuple[Change, ...]:
    """The same, values by what they do to the results, the largest effect first."""
    found = changes_between(loaded, now)
    values = {change.name: change for change in found if change.kind == "value"}
    sizes = effects(loaded, now) if len(values) > 1 else {}
    rows = [change for change in found if change.kind != "value"]
    return *rows, *(values[name] for name in ranked(list(values), sizes))


def rows_described(found: Sequence[Change], words: Words) -> list[str]:
    """Rows that came or went, counted by table: 6 campaigns added."""
    told = []
    for table in ROW_TABLES:
        for kind in ("added", "removed"):
            names = [change.name.removeprefix(f"{table}.") for change in found
                     if change.kind == kind and change.name.startswith(f"{table}.")]
            if names:
                text = _counted(table, kind, len(names), words)
                if len(names) <= NAMED_ROWS:
                    listed = words(", ").join(row_name(words, table, name) for name in names)
                    text = words("{text} ({names})", text=text, names=listed)
                told.append(text)
    return told


def _counted(table: str, kind: str, count: int, words: Words) -> str:
    added = {
        "segments": words.plural("{count} segment added", "{count} segments added", count),
        "products": words.plural("{count} product added", "{count} products added", count),
        "campaigns": words.plural("{count} campaign added", "{count} campaigns added", count),
        "team.levels": words.plural("{count} team level added", "{count} team levels added", count),
        "agents": words.plural("{count} tier of agents added", "{count} tiers of agents added",
                               count),
        "modes": words.plural("{count} mode added", "{count} modes added", count),
        "limits": words.plural("{count} limit added", "{count} limits added", count),
        "events": words.plural("{count} event added", "{count} events added", count),
    }
    removed = {
        "segments": words.plural("{count} segment removed", "{count} segments removed", count),
        "products": words.plural("{count} product removed", "{count} products removed", count),
        "campaigns": words.plural("{count} campaign removed", "{count} campaigns removed", count),
        "team.levels": words.plural("{count} team level removed", "{count} team levels removed",
                                    count),
        "agents": words.plural("{count} tier of agents removed", "{count} tiers of agents removed",
                               count),
        "modes": words.plural("{count} mode removed", "{count} modes removed", count),
        "limits": words.plural("{count} limit removed", "{count} limits removed", count),
        "events": words.plural("{count} event removed", "{count} events removed", count),
    }
    known: Mapping[str, str] = added if kind == "added" else removed
    return known[table]


def _rows(loaded: Scenario, now: Scenario) -> list[Change]:
    found = []
    for table in ROW_TABLES:
        before, after = loaded.rows(table), now.rows(table)
        found += [Change("added", f"{table}.{row}") for row in after if row not in before]
        found += [Change("removed", f"{table}.{row}") for row in before if row not in after]
    return found


def undone(change: Change, loaded: Scenario, now: Scenario) -> Scenario:
    """The scenario without one of its changes. Raises ScenarioError if the rest does not hold."""
    if change.kind == "value":
        return now.replace({change.name: loaded[change.name]})
    flat = {name: v for name, v in now.flat.items() if not name.startswith(f"{change.name}.")}
    if change.kind == "removed":
        flat |= {name: v for name, v in loaded.flat.items() if name.startswith(f"{change.name}.")}
    return Scenario.from_flat(flat)
