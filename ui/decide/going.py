"""Taking what was found onto the screen: load it, or hold everything against it."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from model import Scenario
from model.terms.parameters import declared
from ui.session import state
from wording import Words

Settings = Mapping[str, Any]


def go(settings: Settings) -> None:
    """Set dotted names and let every control follow; undo returns."""
    state.change(settings)
    state.renew()


def clicked(settings: Settings) -> None:
    """The same for a click within a figure."""
    state.everywhere(go, settings)


def typed(settings: Settings) -> dict[str, Any]:
    """Settings with whole values as such."""
    return {name: int(value) if declared(name).kind == "whole" else value
            for name, value in settings.items()}


def buttons(key: str, settings: Settings, scenario: Scenario, words: Words) -> None:
    """Load settings, or pin the scenario with them as the baseline."""
    with st.container(horizontal=True, key=f"going {key}"):
        st.button(words("Load these terms"), icon=":material/login:", key=f"load {key}",
                  type="primary", on_click=state.everywhere, args=(go, settings))
        st.button(words("Pin them as baseline"), icon=":material/keep:", key=f"pin {key}",
                  on_click=_pin, args=(scenario, settings),
                  help=words("Every number is then compared with them."))


def _pin(scenario: Scenario, settings: Settings) -> None:
    state.compare_with("pinned", scenario.replace(settings))
    state.rerun_view()
