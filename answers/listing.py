"""Which parameters the table shows: by group and row, by search, by kind. Knows no widgets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from answers.help import ASSUMED
from answers.values import row_of
from model import Scenario
from model.terms.gates import closed_gate
from model.terms.parameters import ROW_TABLES, Parameter, declared
from wording import LANGUAGES, Words
from wording.names import called

LIMIT = 40
"""Lines drawn at once: more would take longer than the eye needs to narrow the search."""


def idle(name: str, scenario: Scenario) -> bool:
    """Whether a parameter takes no part, by what else the scenario says."""
    return bool(closed_gate(scenario, name))


def groups(words: Words) -> dict[str, str]:
    """Title of every group of parameters, by the first part of their dotted names."""
    return {
        "growth": words("Growth"), "segments": words("Segments"), "products": words("Products"),
        "campaigns": words("Campaigns"), "rotation": words("Rotation"),
        "ad_points": words("Ad points"), "referral": words("Referral"), "team": words("Team"),
        "agents": words("Agents"), "wallet": words("Wallet"), "platform": words("Platform"),
        "limits": words("Purchase limits"), "identity": words("Second accounts"),
        "release_gate": words("Release gate"), "payout_limit": words("Payout limit"),
        "modes": words("Modes"), "events": words("Events"), "horizon": words("Horizon"),
        "members": words("Single members"),
    }


def group_of(name: str) -> str:
    """The group of a dotted name."""
    return name.partition(".")[0]


def row_table_of(group: str) -> str | None:
    """The table of a group that has rows, None if it has single values only."""
    return next((table for table in ROW_TABLES if group_of(table) == group), None)


@dataclass(frozen=True)
class Wanted:
    """What the reader asks for. `kind` is all, levers, assumptions or changed; `row` is a row id
    or empty. A search and `changed` look through all groups. `row_titles`: as `Words` has them.
    """

    group: str
    row: str = ""
    kind: str = "all"
    search: str = ""
    row_titles: tuple[tuple[str, str], ...] = ()

    @property
    def everywhere(self) -> bool:
        return bool(self.search.split()) or self.kind == "changed"


def found(wanted: Wanted, scenario: Scenario, changed: Iterable[str]) -> list[str]:
    """Dotted names in the order of the groups, rows and declarations."""
    names = _of_kind(scenario.possible_names, wanted.kind, frozenset(changed))
    if wanted.everywhere:
        names = [name for name in names if _matches(name, wanted)]
    else:
        prefix = f"{row_table_of(wanted.group)}.{wanted.row}." if wanted.row else wanted.group + "."
        names = [name for name in names if name.startswith(prefix)]
    order = list(groups(Words("en")))
    return sorted(names, key=lambda name: order.index(group_of(name)))


def _of_kind(names: Iterable[str], kind: str, changed: frozenset[str]) -> list[str]:
    if kind == "all":
        return list(names)
    if kind == "changed":
        return [name for name in names if name in changed]
    return [name for name in names if declared(name).lever == (kind == "levers")]


def _matches(name: str, wanted: Wanted) -> bool:
    """Whether every word of the search occurs in the name, label, row or group, either language."""
    text = _searchable(name, wanted.row_titles)
    return all(word in text for word in wanted.search.lower().split())


def _searchable(name: str, row_titles: tuple[tuple[str, str], ...]) -> str:
    parts = [name, name.replace(".", " ").replace("_", " ")]
    for words in (Words(language, row_titles=row_titles) for language in LANGUAGES):
        parts.append(words.label(declared(name)))
        parts.append(groups(words)[group_of(name)])
        if "*" in declared(name).field:
            parts.append(called(words, row_of(name)))
    return " ".join(parts).lower()


def changed(loaded: Scenario, now: Scenario, pending: Mapping[str, Any]) -> set[str]:
    """Names whose setting is not the loaded one; every field of a row that came counts."""
    differ = {name for name in loaded.differences(now) if name in now.possible_names}
    return differ | pending.keys()


def assumed(parameter: Parameter) -> bool:
    """Whether the source says nothing of it."""
    return parameter.source.startswith(ASSUMED)
