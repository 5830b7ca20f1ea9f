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
    name = name if name in scenarios.preset_names() else FIRST_PRESET
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


def load_preset(name: str) -> None:
    """Start afresh from a preset, which becomes the baseline."""
    st.session_state["view"] = _preset(name, current().language)


def set_language(language: str) -> None:
    st.session_state["view"] = replace(current(), language=language)


def dismiss_refused() -> None:
    st.session_state["view"] = replace(current(), refused=())


def arrived(page: str) -> bool:
    """Whether the reader just came to `page` (its address): widgets then need their values anew."""
    came = st.session_state.get("page on show") != page
    st.session_state["page on show"] = page
    return came


def seed(key: str, value: Any, force: bool) -> None:
    """Give a widget our value before it is drawn.

    Only when it differs, lest a late answer move a thumb in mid-drag; `force` it after a page
    switch, where the browser would otherwise fall back to the widget's minimum.
    """
    if force or st.session_state.get(key) != value:
        st.session_state[key] = value


def widget(key: str) -> Any:
    """What the reader set a widget to."""
    return st.session_state[key]


def query(view: View) -> dict[str, str]:
    """The query parameters that reopen `view`."""
    return {"s": scenarios.link.encode(view.preset, view.scenario), "lang": view.language}


def write_link() -> None:
    """Bring the address bar up to date; a page switch empties it."""
    wanted = query(current())
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)


def link() -> str:
    """The full address of the page on show, with the whole scenario in it."""
    return f"{st.context.url or ''}?{urlencode(query(current()))}"
