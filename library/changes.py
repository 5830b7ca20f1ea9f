"""What changed between two revisions."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from model.terms.parameters import ROW_TABLES
from scenarios import calendar
from scenarios.documents import Document
from scenarios.pitches import Pitch, Step
from wording import LANGUAGES

Value = TypeVar("Value")


@dataclass(frozen=True)
class Changes:
    """Differences from an older to a newer revision; None is where one of them has no value.

    `values` by dotted name, in rows that both have; `added` and `removed`: rows
    (`campaigns.second`); `reordered`: tables whose rows changed places; `texts`: title, note,
    titles of rows and the date of day 0 by their names in the document; `lines` of the text (`+…`,
    `-…`), where its values cannot be compared.

    Steps of a pitch count as rows of the table `steps`; `steps` has the sentences of those named,
    by id and language, as the newer revision says them.
    """

    values: Mapping[str, tuple[object, object]] = field(default_factory=dict)
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    reordered: tuple[str, ...] = ()
    texts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    steps: Mapping[str, Mapping[str, str]] = field(default_factory=dict, compare=False)

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


def of_pitches(older: Pitch, newer: Pitch) -> Changes:
    """What changed between two pitches: titles, steps, what steps say, show and stand on."""
    before, after = ({step.id: step for step in each.steps} for each in (older, newer))
    kept = [name for name in after if name in before]
    values: dict[str, tuple[object, object]] = {}
    for name in kept:
        pairs = _pairs(_encoded(before[name]), _encoded(after[name]))
        values |= {f"steps.{name}.{part}": pair for part, pair in pairs.items()}
    places = {name: (list(before).index(name) + 1, list(after).index(name) + 1)
              for name in _moved([name for name in before if name in after], kept)}
    values |= {f"steps.{name}.place": pair for name, pair in places.items()}
    titles = _pairs(_named("title", older.titles), _named("title", newer.titles))
    return Changes(
        values,
        tuple(f"steps.{name}" for name in after if name not in before),
        tuple(f"steps.{name}" for name in before if name not in after),
        texts={name: (one or "", other or "") for name, (one, other) in titles.items()},
        steps={name: step.sentences for name, step in (before | after).items()},
    )


def _moved(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """Those that did not just make room for others."""
    blocks = difflib.SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    stayed = {name for block in blocks for name in after[block.b : block.b + block.size]}
    return [name for name in after if name not in stayed]


def _encoded(step: Step) -> dict[str, object]:
    """What a step says by its names in the document; of its stage every value."""
    told: dict[str, object] = {
        "kind": step.kind, **_named("sentence", step.sentences), **_named("reveal", step.reveals),
        **_named("notes", step.notes), "figure": step.figure, "tiles": step.tiles,
        "lever": step.lever, "lever_range": step.lever_range, "stage.base": step.stage.preset,
        "stage.baseline": step.stage.kind,
    }
    if step.guess is not None:
        told |= {f"guess.{name}": value for name, value in vars(step.guess).items()}
    told |= {f"stage.scenario.{name}": value for name, value in step.stage.scenario.flat.items()}
    if step.stage.pinned is not None:
        told |= {f"stage.pinned.{name}": value for name, value in step.stage.pinned.flat.items()}
    return {name: value for name, value in told.items() if value not in ("", (), None)}


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
    return (_named("title", document.titles) | _named("note", document.notes)
            | dict(document.row_titles) | _calendar(document))


def _calendar(document: Document) -> dict[str, str]:
    return {} if document.day_zero is None else {calendar.NAME: document.day_zero.isoformat()}


def _named(name: str, texts: Mapping[str, str]) -> dict[str, str]:
    return {LANGUAGES[language].field(name): text for language, text in texts.items() if text}


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
