"""The only place where a session's state lives: one frozen View, replaced as a whole.

The link carries the whole View (`s`: baseline name and scenario, `lang`), is read once when a
session begins and written on every run, so that the address bar is always current.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

import streamlit as st

import scenarios
from model import Scenario, ScenarioError
from wording import LANGUAGES, Words

FIRST_PRESET = "as_pitched"


@dataclass(frozen=True)
class View:
    """What a session looks at.

    `scenario` is the last valid one and is what every figure shows. `pending` holds settings
    that the model refused, with its `problems`; `refused` is what an opened link got wrong.
    """

    preset: str
    baseline: Scenario
    scenario: Scenario
    language: str
    pending: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple = ()
    refused: tuple = ()

    @property
    def words(self) -> Words:
        return Words(self.language)

    def setting(self, name: str) -> Any:
        """What the control of `name` stands at: the refused setting, else the scenario's."""
        return self.pending.get(name, self.scenario[name])


def current() -> View:
    """The session's view; a new session opens its link, or else the first preset."""
    if "view" not in st.session_state:
        st.session_state["view"] = _opened()
    return st.session_state["view"]


def _opened() -> View:
    language = _language()
    if "s" not in st.query_params:
        return _preset(FIRST_PRESET, language)
    name, scenario, problems = scenarios.link.decode(st.query_params["s"])
    baseline = scenarios.load(name).scenario
    return View(name, baseline, scenario, language, refused=tuple(problems))


def _language() -> str:
    asked = st.query_params.get("lang", st.context.locale or "en")
    return next((code for code in LANGUAGES if asked.lower().startswith(code)), "en")


def _preset(name: str, language: str) -> View:
    scenario = scenarios.load(name).scenario
    return View(name, scenario, scenario, language)


def change(settings: Mapping[str, Any]) -> None:
    """Set dotted names; what the model refuses stays pending and leaves the scenario alone."""
    view = current()
    wanted = {**view.pending, **settings}
    try:
        scenario = view.scenario.replace(wanted)
    except ScenarioError as error:
        fresh = replace(view, pending=wanted, problems=tuple(error.problems))
    else:
        fresh = replace(view, scenario=scenario, pending={}, problems=())
    st.session_state["view"] = fresh


def put_back() -> None:
    """Give up refused settings: the controls return to the last valid scenario."""
    st.session_state["view"] = replace(current(), pending={}, problems=())
    renew()


def load_preset(name: str) -> None:
    """Start afresh from a preset, which becomes the baseline."""
    st.session_state["view"] = _preset(name, current().language)
    renew()


def set_language(language: str) -> None:
    """Speak another language; controls begin anew, for browsers send choices as they are worded."""
    st.session_state["view"] = replace(current(), language=language)
    renew()


def dismiss_refused() -> None:
    st.session_state["view"] = replace(current(), refused=())


@dataclass(frozen=True)
class Control:
    """A widget of the sidebar: its lasting name and its key, which changes with every renewal."""

    name: str
    key: str


def control(name: str) -> Control:
    """The control of that name as it now is."""
    renewals = st.session_state.setdefault("renewals", {})
    return Control(name, f"{name} {renewals.get('', 0)}.{renewals.get(name, 0)}")


def renew(name: str = "") -> None:
    """Make a control (all, without a name) start again from the setting that it stands for."""
    renewals = st.session_state.setdefault("renewals", {})
    renewals[name] = renewals.get(name, 0) + 1


def wish(moved: Control) -> Any:
    """What the reader set a control to; None if the control has been renewed since.

    A browser in the midst of a move still sends what the other control of the same setting
    showed before: that is nobody's wish.
    """
    return st.session_state[moved.key] if moved == control(moved.name) else None


def chosen(name: str, first: str) -> str:
    """What a choice of a page (a scale, a series) stands at; `first` until the reader chooses."""
    return st.session_state.get("choices", {}).get(name, first)


def choose(control: Control) -> None:
    """Keep the reader's choice for the whole session."""
    wanted = wish(control)
    if wanted is not None:
        st.session_state.setdefault("choices", {})[control.name] = wanted


def query(view: View) -> dict[str, str]:
    """The query parameters that reopen `view`; without the scenario if it is too long for them."""
    try:
        return {"s": scenarios.link.encode(view.preset, view.scenario), "lang": view.language}
    except ValueError:
        return {"lang": view.language}


def write_link() -> None:
    """Bring the address bar up to date; a page switch empties it."""
    wanted = query(current())
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)


def link() -> str | None:
    """The full address of the page on show, None if the scenario is too long for a link."""
    wanted = query(current())
    return f"{st.context.url or ''}?{urlencode(wanted)}" if "s" in wanted else None
