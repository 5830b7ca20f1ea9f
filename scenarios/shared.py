"""What people share: a scenario, how it was loaded, and the baseline that it is held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from model import Scenario, ScenarioError
from model.terms.names import table_of
from model.terms.parameters import PARAMETERS, ROW_TABLES, declared
from scenarios.documents import PITCHED, Document, load, preset_names
from wording import Words

BASELINES = ("loaded", "assumptions", "pinned")

# Rows of tables without any term of the scheme replace the loaded ones as a whole.
_ROWS_OF_THE_WORLD = tuple(
    f"{table}." for table in ROW_TABLES
    if not any(p.lever for field, p in PARAMETERS.items() if table_of(field) == table)
)


@dataclass(frozen=True)
class Shared:
    """A scenario that was loaded as `preset`, or from the document `opened`, and perhaps changed
    since; a link tells an opened one by how it differs from `preset`.

    `kind` is one of BASELINES: as loaded, as loaded under today's assumptions, or `pinned`.
    `called`: titles of rows by field, where they are not those of what was loaded. `starts`: the
    date of day 0 as 2026-03-01, where it is not that of what was loaded; empty: there is none now.
    `paid_in`: the currency, where it is not that of what was loaded.
    """

    preset: str
    scenario: Scenario
    kind: str = "loaded"
    pinned: Scenario | None = None
    opened: Document | None = None
    called: Mapping[str, str] | None = None
    starts: str | None = None
    paid_in: str = ""

    @staticmethod
    def of(preset: str) -> Shared:
        """A preset as it is loaded."""
        return Shared(preset, load(preset).scenario)

    @staticmethod
    def opening(document: Document) -> Shared:
        """A document as it is loaded: a preset by its name, any other beside what it builds on."""
        if document.name in preset_names() and document == load(document.name):
            return Shared.of(document.name)
        return Shared(document.base or PITCHED, document.scenario, opened=document)

    @property
    def document(self) -> Document:
        """What was loaded, with its texts and what it says is uncertain."""
        return self.opened or load(self.preset)

    @property
    def loaded(self) -> Scenario:
        """The scenario as it was loaded."""
        return self.document.scenario

    @property
    def row_titles(self) -> Mapping[str, str]:
        """What rows are called, by field (`scenarios.texts`)."""
        return self.document.row_titles if self.called is None else self.called

    def calling(self, row_titles: Mapping[str, str]) -> Shared:
        """The same under other titles of rows."""
        own = dict(row_titles) != dict(self.document.row_titles)
        return replace(self, called=dict(row_titles) if own else None)

    @property
    def day_zero(self) -> date | None:
        """The date of day 0, if there is one."""
        if self.starts is None:
            return self.document.day_zero
        return date.fromisoformat(self.starts) if self.starts else None

    def against(self, baseline: Scenario | None = None) -> Shared:
        """The same held against another scenario: where none is named against what its document
        builds on, else the pitched terms.
        """
        found = baseline or load(self.document.base or PITCHED).scenario
        return replace(self, kind="pinned", pinned=found)

    def starting(self, day_zero: date | None) -> Shared:
        """The same with another date of day 0, or with none."""
        told = None if day_zero == self.document.day_zero else (
            "" if day_zero is None else day_zero.isoformat())
        return replace(self, starts=told)

    @property
    def currency(self) -> str:
        """The code of the currency of all amounts."""
        return self.paid_in or self.document.currency

    def words(self, language: str) -> Words:
        """How what is on screen is spoken of in a language."""
        return Words(language, self.document.own, tuple(self.row_titles.items()), self.day_zero,
                     self.currency)

    @cached_property
    def baseline(self) -> Scenario:
        """What the scenario is held against."""
        if self.kind == "pinned" and self.pinned is not None:
            return self.pinned
        if self.kind == "assumptions":
            return under_assumptions(self.loaded, self.scenario)
        return self.loaded


def under_assumptions(terms: Scenario, world: Scenario) -> Scenario:
    """The terms of one scenario under the assumptions of another.

    Against this baseline only levers count: what the operator decides, not what the world does.
    Where the two do not go together, `terms` comes back as it is.
    """
    flat: Mapping[str, object] = {
        name: world.flat.get(name, value) if not declared(name).lever else value
        for name, value in terms.flat.items() if not name.startswith(_ROWS_OF_THE_WORLD)
    } | {name: value for name, value in world.flat.items() if name.startswith(_ROWS_OF_THE_WORLD)}
    try:
        return Scenario.from_flat(flat)
    except ScenarioError:
        return terms
