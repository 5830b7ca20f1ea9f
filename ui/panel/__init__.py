"""Figures and headline numbers that the browser keeps alive: a new run only changes what differs.

`st.plotly_chart` builds its figure anew on every rerun and forgets the zoom; six `st.metric` take
longer than a figure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import plotly
import streamlit as st
from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Route
from streamlit.components.v2.types import ComponentRenderer

from answers.cards import Card
from charts.figure import CARD
from ui import state
from ui.scripts import part
from wording import Words

LIBRARY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
ADDRESS = f"/backstop/plotly-{plotly.__version__}.js"
FAILED = "failed"


async def _serve(_request: Request) -> FileResponse:
    """Plotly's own script as its Python package brings it; the address names the version."""
    lasting = {"Cache-Control": "public, max-age=31536000, immutable"}
    return FileResponse(LIBRARY, media_type="text/javascript", headers=lasting)


ROUTE = Route(ADDRESS, _serve)


def _component(name: str, js: str = "") -> ComponentRenderer:
    # Not isolated: Plotly keeps its styles in the page, where no shadow root sees them.
    return st.components.v2.component(
        f"backstop_{name}", html=part(__file__, f"{name}.html"),
        css=part(__file__, f"{name}.css"), js=js + part(__file__, f"{name}.js"),
        isolate_styles=False,
    )


_mount, _mount_tiles = _component("panel", CARD.read_text("utf-8")), _component("tiles")


def works() -> bool:
    """Whether the browser draws in place; once it could not, pages use Streamlit's own."""
    return not state.chosen(FAILED, False)


def _failed() -> None:
    state.choose(FAILED, True)
    st.rerun()


def numbers(
    shown: Sequence[Mapping[str, object]], note: str = "", large: bool = False, ask: str = ""
) -> None:
    """Draw headlines, each with the texts that tiles.js names, those of a group together, a note
    below; `large` over the window. `ask`: the address of what some of them still wait for.
    """
    told = {"tiles": list(shown), "note": note, "large": large, "ask": ask}
    _mount_tiles(key="tiles", data=told, on_failed_change=_failed, on_looked_change=lambda: None)


@dataclass(frozen=True)
class Click:
    """Where the reader clicked: the place of the trace and of its point (heat maps: row and
    column), and the values there.
    """

    trace: int
    point: int | list[int]
    x: float
    y: float


def _drawn(card: Card) -> dict[str, Any]:
    """What a browser gets."""
    return {**vars(card), "figure": card.figure.drawn(), "clicked": card.clicked is not None}


def draw(cards: Sequence[Card], words: Words, large: bool = False, key: str = "panel") -> None:
    """Draw figures in place; each panel of a page has its own key. A `large` one fills the window
    between the margins that the page sets.
    """
    labels = {
        "help": words("What is shown"), "csv": words("Download the data"),
        "png": words("Download the picture"),
    }
    drawn = [_drawn(card) for card in cards]
    _mount(key=key, data={"cards": drawn, "labels": labels, "library": ADDRESS, "large": large},
           on_failed_change=_failed, on_clicked_change=lambda: _clicked(cards, key))


def _clicked(cards: Sequence[Card], panel: str) -> None:
    """Tell the card on whose figure the reader clicked."""
    told = dict(state.sent(panel, "clicked") or {})
    key = told.pop("key", None)
    for card in cards:
        if card.key == key and card.clicked is not None:
            card.clicked(Click(**told))
