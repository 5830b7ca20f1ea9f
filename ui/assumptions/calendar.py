"""The date of day 0: whether a scenario has a calendar, and from when."""

from datetime import date

import streamlit as st

from scenarios.calendar import EARLIEST, LATEST, NAME
from ui.session import state
from wording import Words


def draw(view: state.View) -> None:
    """A field for a date, empty where the scenario has none."""
    words, shown = view.words, view.shared.day_zero
    control = state.following(NAME, shown)
    with st.container(key=NAME, width=360):
        st.date_input(
            label(words), shown, EARLIEST, LATEST, key=control.key, format="YYYY-MM-DD",
            on_change=state.everywhere, args=(_take, control), help=words(
                "With a date, axes, tables and reports show dates next to the numbers of days and "
                "months; without one nothing changes. A month stays 30 days. In the files: {name}.",
                name=f"`{NAME}`"))


def label(words: Words) -> str:
    """What the field is called."""
    return words("Date of day 0 (none: days are only counted)")


def _take(control: state.Control) -> None:
    if control == state.control(control.name):  # else None would be nobody's wish
        day_zero: date | None = state.wish(control)
        state.note(control.name, day_zero)
        state.start_on(day_zero)
