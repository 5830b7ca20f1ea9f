"""A figure under its title, with a sentence that says what is shown, and where it comes from."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

from answers.scene import Scene
from charts.figure import Figure


@dataclass(frozen=True)
class Origin:
    """Where values come from: columns of `daily.csv` and `groups.csv`, names in `summary.json`;
    and the statements of the source that they test (S-n).
    """

    daily: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()


@dataclass(frozen=True)
class Card:
    """`help` says what is shown, `half` puts two side by side; `clicked` is called with where the
    reader clicked on a mark (`ui.panel.Click`).
    """

    title: str
    help: str
    figure: Figure
    key: str = ""
    half: bool = False
    clicked: Callable[[Any], None] | None = None
    origin: Origin = Origin()


Draw = Callable[[Scene], Card]


def figure(
    *, daily: tuple[str, ...] = (), groups: tuple[str, ...] = (), summary: tuple[str, ...] = (),
    statements: tuple[str, ...] = (),
) -> Callable[[Draw], Draw]:
    """Declare a function as a figure of a page and say where its values come from (`Origin`). Its
    key is the function's name with hyphens, as `scenarios.contents` lists it.
    """
    origin = Origin(daily, groups, summary, statements)

    def declared(draw: Draw) -> Draw:
        @wraps(draw)
        def card(scene: Scene) -> Card:
            return replace(draw(scene), key=draw.__name__.replace("_", "-"), origin=origin)

        return card

    return declared
