"""What differs from the loaded scenario, as a reader would list it: rows first, then values."""

from dataclasses import dataclass
from typing import Any

from model import Scenario
from model.parameters import ROW_TABLES


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
