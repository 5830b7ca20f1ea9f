"""What every page stands in: notices, headline, figure cards, and no traceback ever."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import plotly.graph_objects as go
import streamlit as st

from ui import state
from ui.help import refusal
from ui.results import Results, results
from wording import Words

PLOT_CONFIG = {"displayModeBar": False, "displaylogo": False}
_log = logging.getLogger("backstop")

Body = Callable[[Results, Results, Words], None]


@contextmanager
def guarded(words: Words) -> Iterator[None]:
    """Show a calm message instead of a traceback, which goes to the server's log."""
    try:
        yield
    except Exception:
        _log.exception("a part of the page failed")
        st.error(words("This part could not be drawn. Reset to the loaded scenario and try again; "
                       "the details are in the server's log."), icon=":material/error:")


def page(body: Body) -> None:
    """Draw a page: `body` gets the results, the baseline's and the words."""
    view = state.current()
    words = view.words
    with guarded(words):
        with st.container():  # keeps its place when empty, so that figures below stay put
            _notices(view, words)
        with st.spinner(words("Computing … the very first run prepares the model.")):
            now, then = results(view.scenario), results(view.baseline)
        if now.faults or then.faults:
            st.error(words("The accounts of this run do not add up: do not rely on its figures."),
                     icon=":material/error:")
        body(now, then, words)


def _notices(view: state.View, words: Words) -> None:
    """What an opened link got wrong, and settings that the model refused."""
    if view.refused:
        told = "\n".join(f"- {refusal(problem, words)}" for problem in view.refused)
        with st.container(key="refused"):
            st.warning(words("The link could not be read in full; the rest was loaded.")
                       + f"\n\n{told}", icon=":material/link_off:")
            st.button(words("Understood"), on_click=state.dismiss_refused, key="dismiss refused")
    if view.problems:
        told = "\n".join(f"- {refusal(problem, words)}" for problem in view.problems)
        with st.container(key="problems"):
            st.warning(words("These settings do not work together. The figures still show the "
                             "last valid ones.") + f"\n\n{told}", icon=":material/warning:")
            st.button(words("Return to the last valid settings"), on_click=state.put_back,
                      key="put back")


def headline(question: str, verdict: str) -> None:
    """The page's question, and the answer in one plain sentence, marked if it is not current."""
    view = state.current()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(question, width="content")
        if view.problems:
            st.badge(view.words("Last valid result"), icon=":material/history:", color="orange")
    st.header(verdict, anchor=False)


def pair(campaigns: int):
    """Places for two figures: side by side, or stacked where many campaigns need long legends."""
    return st.columns(2) if campaigns <= 3 else (st.container(), st.container())


def choice(name: str, label: str, texts: Mapping[str, str]) -> str:
    """A choice among a few, which outlives page and language switches."""
    control = state.control(name)
    chosen = state.chosen(name, next(iter(texts)))
    with st.container(key=name):
        st.segmented_control(
            label, list(texts), default=chosen, required=True, format_func=texts.get,
            key=control.key, on_change=state.choose, args=(control,),
        )
    return chosen


def card(title: str, help: str, figure: go.Figure, key: str) -> None:
    """A figure under its title, which says in its help what is shown."""
    with st.container(border=True):
        st.markdown(f"**{title}**", help=help)
        st.plotly_chart(figure, key=key, config=PLOT_CONFIG, alt=f"{title}. {help}")
