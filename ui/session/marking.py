"""Bookmarks: what is on screen becomes a step of the pitch."""

import streamlit as st

from answers import overview
from answers.pitch.figures import titles
from model import ScenarioError
from ui.session import draft, state
from wording import Words

SHOWN = "bookmark shows"
REFUSED = "bookmark refused"
NUMBERS = "numbers"


def draw(view: state.View, key: str) -> None:
    """What the step shall show, and the button that makes it."""
    words = view.words
    options = {**titles(words), NUMBERS: words("The headline numbers")}
    control = state.following(f"{SHOWN} {key}", state.chosen(SHOWN, "recovered"))
    with st.container(key=f"bookmark {key}"):
        st.selectbox(words("The step shows"), list(options), key=control.key,
                     index=list(options).index(state.chosen(SHOWN, "recovered")),
                     format_func=lambda each: options.get(each, each), on_change=_pick,
                     args=(control,))
        st.button(words("Bookmark what is on screen"), icon=":material/bookmark_add:",
                  key=f"bookmark it {key}", on_click=_mark, args=(view,),
                  help=words("A new step with the scenario on screen, its baseline, and this."))


def _pick(control: state.Control) -> None:
    wanted = state.wish(control)
    if wanted is not None:
        state.note(control.name, wanted)
        state.choose(SHOWN, wanted)


def _mark(view: state.View) -> None:
    shown = state.chosen(SHOWN, "recovered")
    tiles = tuple(tile.reading for tile in overview.readings(Words("en")))
    try:
        if shown == NUMBERS:
            draft.bookmark(view.shared, tiles=tiles)
        else:
            draft.bookmark(view.shared, shown)
    except ScenarioError as error:
        state.choose(REFUSED, tuple(error.problems))
    else:
        state.choose(REFUSED, ())
