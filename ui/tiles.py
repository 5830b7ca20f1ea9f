"""Headline tiles on the page."""

from collections.abc import Sequence

import streamlit as st

from answers import headlines
from answers.results import Results
from answers.tiles import Tile, Told
from ui import panel
from wording import Words


def draw(tiles: list[Tile], now: Results, then: Results, words: Words) -> None:
    """Tiles side by side under the title of their group, three to a row where there is room; below
    them why they are not to be compared, where that is so.
    """
    numbers(headlines.grouped(tiles, now, then, words), headlines.unlike(now, then, words))


def numbers(shown: Sequence[Told], note: str = "") -> None:
    """Draw what `answers.headlines.grouped` says of each."""
    if panel.works():
        panel.numbers(shown, note)
        return
    for title, tiles in headlines.groups(shown).items():
        st.caption(title)
        grid = st.grid(3, min_column_width=230)
        for tile in tiles:
            grid.metric(
                tile["label"], tile["value"], tile["change"], delta_color=tile["colour"],
                delta_arrow=tile["arrow"], delta_description=tile["baseline"], help=tile["help"],
                border=True, height="stretch",
            )
    if note:
        st.caption(note)
