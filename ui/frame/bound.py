"""At a control with a refused setting: how far it may go, and a button that goes there."""

from collections.abc import Callable, Sequence

import streamlit as st

from answers import bounds
from ui.session import state


def draw(names: Sequence[str], view: state.View, put: Callable[[float], None]) -> None:
    """The limit of names that move together; `put` sets them. Nothing while they are permitted."""
    found = bounds.of(names, view.scenario, view.pending) if view.problems else None
    if found is None:
        return
    words = view.words
    with st.container(key=f"bound {names[0]}", gap="xxsmall"):
        st.caption(bounds.limit(found, words))
        st.button(bounds.take(found, words), key=f"take {names[0]}", on_click=put,
                  args=(found.value,), icon=":material/vertical_align_center:")
