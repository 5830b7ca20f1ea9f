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
from streamlit.components.v2.types import ComponentRenderer

from answers.cards import Card
from charts.figure import CARD
from charts.spoken import spoken
from model import Scenario
from ui.door.below import below, route
from ui.panel.scripts import joined, part
from ui.session import state
from ui.session.asking import SCRIPT
from wording import Words

LIBRARY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
ADDRESS = f"/backstop/plotly-{plotly.__version__}.js"
FAILED = "failed"


async def _serve(_request: Request) -> FileResponse:
    """Plotly's own script as its Python package brings it; the address names the version."""
    lasting = {"Cache-Control": "public, max-age=31536000, immutable"}
    return FileResponse(LIBRARY, media_type="text/javascript", headers=lasting)


ROUTE = route(ADDRESS, _serve)


def _component(name: str, before: str = "") -> ComponentRenderer:
    # Not isolated: Plotly keeps its styles in the page, where no shadow root sees them.
    return st.components.v2.component(
        f"backstop_{name}", html=part(__file__, f"{name}.html"),
        css=part(__file__, f"{name}.css"),
        js=before + joined(Path(__file__).parent / f"{name}_js"), isolate_styles=False,
    )


_mount, _mount_tiles = _component("panel", CARD.read_text("utf-8")), _component("tiles", SCRIPT)
_mount_live = _component("live")


def works() -> bool:
    """Whether the browser draws in place; once it could not, pages use Streamlit's own."""
    return not state.chosen(FAILED, False)


def _failed() -> None:
    state.choose(FAILED, True)
    st.rerun()


def stamp(scenario: Scenario, baseline: Scenario, words: Words) -> str:
    """Tells what follows a hand of one state from what follows it of another."""
    return format(hash((scenario, baseline, words.language)), "x")


def follow(told: Mapping[str, object]) -> None:
    """Let what has a stamp follow a hand on a lever, as `live_js/` says."""
    _mount_live(key="live", data=told)


def numbers(
    shown: Sequence[Mapping[str, object]], note: str = "", large: bool = False, ask: str = "",
    stamp: str = "",
) -> None:
    """Draw headlines, each with the texts that `tiles_js/` names, those of a group together, a note
    below; `large` over the window. `ask`: the address of what some of them still wait for. With a
    `stamp` they follow a hand.
    """
    told = {"tiles": list(shown), "note": note, "large": large, "ask": ask, "stamp": stamp}
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


def _drawn(card: Card, words: Words) -> dict[str, Any]:
    """What a browser gets."""
    return {"title": card.title, "help": card.help, "figure": card.figure.drawn(), "key": card.key,
            "half": card.half, "clicked": card.clicked is not None,
            "values": spoken(card.figure, words)}


def draw(
    cards: Sequence[Card], words: Words, large: bool = False, key: str = "panel",
    follows: Mapping[str, object] | None = None,
) -> None:
    """Draw figures in place; each panel of a page has its own key. A `large` one fills the window
    between the margins that the page sets. Figures that a hand moves are told how it asks for them
    (`follows`), their `stamp` among it.
    """
    labels = {
        "help": words("What is shown"), "csv": words("Download the data"),
        "png": words("Download the picture"),
    }
    drawn = [_drawn(card, words) for card in cards]
    told = {"cards": drawn, "labels": labels, "library": below(ADDRESS), "large": large,
            "follows": follows}
    _mount(key=key, data=told, on_failed_change=_failed,
           on_clicked_change=lambda: _clicked(cards, key))


def _clicked(cards: Sequence[Card], panel: str) -> None:
    """Tell the card on whose figure the reader clicked."""
    told = dict(state.sent(panel, "clicked") or {})
    key = told.pop("key", None)
    for card in cards:
        if card.key == key and card.clicked is not None:
            card.clicked(Click(**told))
