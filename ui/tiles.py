"""Headline tiles on the page."""

from collections.abc import Sequence

import streamlit as st

from answers.results import Results
from answers.tiles import Tile, Told, told
from ui import panel
from wording import Words


def draw(tiles: list[Tile], now: Results, then: Results, words: Words) -> None:
    """Tiles side by side, three to a row where there is room."""
    shown = [told(tile, now.summary[tile.reading], then.summary[tile.reading], words)
             for tile in tiles]
    numbers(shown)


def numbers(shown: Sequence[Told]) -> None:
    """Draw what `answers.tiles.told` says of each."""
    if panel.works():
        panel.numbers(shown)
        return
    grid = st.grid(3, min_column_width=230)
    for tile in shown:
        grid.metric(
            tile["label"], tile["value"], tile["change"], delta_color=tile["colour"],
            delta_arrow=tile["arrow"], delta_description=tile["baseline"], help=tile["help"],
            border=True, height="stretch",
        )
