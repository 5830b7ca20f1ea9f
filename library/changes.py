"""What changed between two revisions."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from model.parameters import ROW_TABLES
from scenarios.documents import Document

Value = TypeVar("Value")


@dataclass(frozen=True)
class Changes:
    """Differences from an older to a newer revision; None is where one of them has no value.

    `values` by dotted name, in rows that both have; `added` and `removed`: rows
    (`campaigns.second`); `reordered`: tables whose rows changed places; `texts`: title and note
    by their names in the document; `lines` of the text (`+…`, `-…`), where its values cannot be
    compared.
    """

    values: Mapping[str, tuple[object, object]] = field(default_factory=dict)
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    reordered: tuple[str, ...] = ()
    texts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    lines: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return self != Changes()


def of_documents(older: Document, newer: Document) -> Changes:
    """What changed between two scenarios, their texts and what is uncertain about them."""
    before, after = _rows(older), _rows(newer)
    added = tuple(row for row in after if row not in before)
    removed = tuple(row for row in before if row not in after)
    whole = tuple(f"{row}." for row in added + removed)
    values = older.scenario.differences(newer.scenario)
    return Changes(
        {name: pair for name, pair in values.items() if not name.startswith(whole)}
        | _pairs(_uncertain(older), _uncertain(newer)),
        added, removed, tuple(_reordered(before, after)),
        {name: (one or "", other or "")
         for name, (one, other) in _pairs(_texts(older), _texts(newer)).items()},
    )


def of_lines(older: str, newer: str) -> Changes:
    """What changed between two texts, line by line."""
    told = difflib.unified_diff(older.splitlines(), newer.splitlines(), lineterm="", n=0)
    return Changes(lines=tuple(line for line in list(told)[2:] if not line.startswith("@@")))


def _rows(document: Document) -> tuple[str, ...]:
    scenario = document.scenario
    return tuple(f"{table}.{row}" for table in ROW_TABLES for row in scenario.rows(table))


def _reordered(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[str]:
    for table in ROW_TABLES:
        kept = [row for row in before if row in after and row.rpartition(".")[0] == table]
        if kept != [row for row in after if row in kept]:
            yield table


def _texts(document: Document) -> dict[str, str]:
    named = {"title": document.titles, "note": document.notes}
    return {
        name if language == "en" else f"{name}_{language}": text
        for name, texts in named.items() for language, text in texts.items()
    }


def _uncertain(document: Document) -> dict[str, object]:
    spread = document.uncertainty
    return {} if spread is None else dict(_flat(spread.values, "uncertainty"))


def _flat(values: Mapping[str, object], prefix: str) -> Iterator[tuple[str, object]]:
    for key, value in values.items():
        name = f"{prefix}.{key}"
        if isinstance(value, Mapping):
            yield from _flat(value, name)
        else:
            yield name, value


def _pairs(
    older: Mapping[str, Value], newer: Mapping[str, Value]
) -> dict[str, tuple[Value | None, Value | None]]:
    pairs = {name: (older.get(name), newer.get(name)) for name in {**older, **newer}}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
