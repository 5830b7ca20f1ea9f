"""A figure under its title, with a sentence that says what is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from charts.figure import Figure


@dataclass(frozen=True)
class Card:
    """`help` says what is shown, `half` puts two side by side; `clicked` is called with where the
    reader clicked on a mark (`ui.panel.Click`).
    """

    title: str
    help: str
    figure: Figure
    key: str
    half: bool = False
    clicked: Callable[[Any], None] | None = None
