"""Texts with figures that say what was found; whoever shows them translates and formats them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Style = Literal[
    "percent", "money", "number", "multiple", "name", "exact", "exact percent", "exact money",
]
Figure = tuple[float | str | None, Style]


def mark(message: str) -> str:
    """Return `message` unchanged; tells the catalogue's tools that it is a text to translate."""
    return message


@dataclass(frozen=True)
class Sentence:
    """An English template, which is its translation key, and a figure with style for each name.

    Style `name` stands for a dotted name, the others for formats of `wording.Words`; the exact ones
    show every decimal of a setting.
    """

    template: str
    figures: Mapping[str, Figure] = field(default_factory=dict)
