"""Small tables, every cell written in the reader's habit."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from answers.tables import Row
from answers.tiles import Tile

FIRST_COLUMN = 290  # pixels: the longest row name in either language
FITTING = 5
"""Columns that stand on one screen: of more the first stays in sight. On a phone it would leave
no room for the others."""


def draw(
    title: str, help: str, rows: Sequence[Row], key: str, note: str = "",
    height: int | Literal["content"] = "content", first_width: int = FIRST_COLUMN,
    width: int | None = None,
) -> None:
    """A table under its title: the first column names the row, figures stand to the right."""
    with st.container(border=True, key=f"table {key}"):
        st.markdown(f"**{title}**", help=help)
        if rows:
            first, *others = rows[0]
            columns = {name: st.column_config.TextColumn(alignment="right", width=width)
                       for name in others}
            columns[first] = st.column_config.TextColumn(
                width=first_width, pinned=len(rows[0]) > FITTING)
            st.dataframe(
                {name: [row[name] for row in rows] for name in rows[0]},
                hide_index=True, column_config=columns, height=height, alt=f"{title}. {help}",
            )
        if note:
            st.caption(note)


def explain(tiles: Sequence[Tile], note: str) -> None:
    """What tiles say in their help, in plain sight below them, and a note under all."""
    for column, tile in zip(st.columns(len(tiles)), tiles, strict=True):
        column.caption(f"**{tile.label}.** {tile.help}")
    st.caption(note)
