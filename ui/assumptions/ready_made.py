"""Ready-made rows and controls: one click puts them into the scenario, one takes them out."""

from collections.abc import Callable, Mapping

import streamlit as st

from answers.help import refusal
from model import Problem, Scenario, ScenarioError
from scenarios.size import too_large
from ui.session import state

Act = Callable[[Scenario], Scenario]
REFUSED = "ready-made refused"
"""Choice of the session: the scenario to which something could not be done, and why."""


def offer(
    name: str, title: str, note: str, put: Mapping[str, tuple[str, Act]],
    take: Mapping[str, tuple[str, Act]],
) -> None:
    """Buttons that put something into the scenario, and others that take out what is there: key →
    label and what is done to the scenario."""
    with st.container(border=True, key=f"ready-made {name}"):
        st.markdown(f"**{title}**")
        for icon, acts, way in ((":material/add:", put, "put"), (":material/close:", take, "take")):
            if acts:
                with st.container(horizontal=True):
                    for key, (label, act) in acts.items():
                        st.button(label, icon=icon, key=f"{way} {name} {key}",
                                  type="secondary" if way == "put" else "tertiary",
                                  on_click=state.everywhere, args=(_do, name, act))
        st.caption(note)
        _tell(name)


def _do(name: str, act: Act) -> None:
    before = state.current().scenario
    try:
        after = act(before)
    except ScenarioError as error:
        state.choose(REFUSED, (name, before, tuple(error.problems)))
        return
    oversize = too_large(after)
    if oversize is not None:
        state.choose(REFUSED, (name, before, (oversize,)))
        return
    state.adopt(after)
    state.renew()


def _tell(name: str) -> None:
    """Why the last click changed nothing, while nothing came since."""
    view = state.current()
    problems: tuple[Problem, ...]
    place, scenario, problems = state.chosen(REFUSED, ("", None, ()))
    if (place, scenario) == (name, view.scenario):
        told = "  \n".join(refusal(problem, view.words) for problem in problems)
        nothing = view.words("Nothing was changed.")
        st.warning(f"{nothing}  \n{told}", icon=":material/warning:")
