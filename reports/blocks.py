"""What a report is made of, before any format: sections of a few kinds of blocks, all plain text.

Nothing here is markup: each format escapes what it writes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from answers import headlines
from answers.cards import Card
from answers.tables import Row
from answers.tiles import Told


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; `lead` stands in bold before it, `strong` marks a verdict."""

    text: str
    lead: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Points:
    """A list of paragraphs."""

    items: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Numbers:
    """Headline numbers, each with the texts of `answers.headlines`: reading (its name in
    summary.json), label, help, value, change, colour, arrow, baseline, group.
    """

    tiles: tuple[Told, ...]

    @property
    def groups(self) -> dict[str, list[Told]]:
        """Tiles by the title of the group that they stand in."""
        return headlines.groups(self.tiles)


@dataclass(frozen=True)
class Table:
    """Rows of cells as they are read; the first column names the row. `key` names it in files,
    `wide` columns hold sentences.
    """

    title: str
    rows: Sequence[Row]
    key: str
    help: str = ""
    note: str = ""
    wide: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.rows[0]) if self.rows else ()


@dataclass(frozen=True)
class Chart:
    """A figure with its title and the sentence that says what is shown (also its alt text)."""

    card: Card

    @property
    def alt(self) -> str:
        return f"{self.card.title}. {self.card.help}"


Block = Paragraph | Points | Numbers | Table | Chart
_Kind = TypeVar("_Kind", bound=Block)


@dataclass(frozen=True)
class Section:
    """A part of the report under its title; `key` names it in every language."""

    key: str
    title: str
    blocks: tuple[Block, ...]

    def of(self, kind: type[_Kind]) -> list[_Kind]:
        """Its blocks of one kind, in order."""
        return [block for block in self.blocks if isinstance(block, kind)]
