"""Headline tiles on the page."""

from collections.abc import Sequence

import streamlit as st

from analysis.uncertainty import Uncertainty
from answers import headlines
from answers.ranges import asked, note
from answers.results import Results
from answers.tiles import Tile, Told
from ui import panel
from ui.frame import ranges
from ui.session import navigation
from wording import Words


def draw(
    tiles: list[Tile], now: Results, then: Results, words: Words, stamp: str = ""
) -> None:
    """Tiles side by side under the title of their group, three to a row where there is room; below
    them why they are not to be compared, where that is so. With a `stamp` they follow a hand.
    """
    numbers(headlines.grouped(tiles, now, then, words), headlines.unlike(now, then, words),
            stamp=stamp)


def ranged(
    tiles: list[Tile], now: Results, then: Results, spread: Uncertainty, words: Words,
    stamp: str = "",
) -> str:
    """The same, each with the range in which nine of ten draws lie, once that is computed. Returns
    what the ranges hold, to be told on the page.
    """
    wanted = asked(now.run.scenario, spread, [tile.reading for tile in tiles])
    shown = headlines.grouped(tiles, now, then, words)
    below = headlines.unlike(now, then, words)
    with st.container(horizontal=True, horizontal_alignment="right", key="what is drawn row"):
        # No page link: in a fragment that runs alone Streamlit may not know its pages.
        if st.button(words("What is drawn, and from where to where"), icon=":material/casino:",
                     type="tertiary", key="what is drawn"):
            navigation.go(navigation.UNCERTAINTY)
            st.rerun()
    ranges.draw(wanted, shown, lambda told, ask: numbers(told, below, ask, stamp), words)
    return note(wanted, words)


def numbers(shown: Sequence[Told], note: str = "", ask: str = "", stamp: str = "") -> None:
    """Draw what `answers.headlines.grouped` says of each; `ask`: where to ask for ranges."""
    if panel.works():
        panel.numbers(shown, note, ask=ask, stamp=stamp)
        return
    for title, tiles in headlines.groups(shown).items():
        st.caption(title)
        grid = st.grid(3, min_column_width=230)
        for tile in tiles:
            grid.metric(
                tile["label"], tile["value"], tile["change"], delta_color=tile["colour"],
                delta_arrow=tile["arrow"], delta_description=_beside(tile), help=tile["help"],
                border=True, height="stretch",
            )
    if note:
        st.caption(note)


def _beside(tile: Told) -> str:
    """What stands beside a change: the baseline, and the range once it is there."""
    ranged = tile.get("ranged")
    told = (ranged["range"], ranged["place"]) if ranged and not ranged["waiting"] else ()
    return " · ".join(filter(None, (tile["baseline"], *told)))
