"""The only place where a session's state lives: one frozen View, replaced as a whole.

The link carries what matters of it (see `scenarios.link`), is read once when a session begins and
written on every run, so that the address bar is always current.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

import streamlit as st

import scenarios
from answers.changes import Change, undone
from model import Problem, Scenario, ScenarioError
from scenarios import Document, Shared
from ui.door import public
from wording import LANGUAGES, SOURCE, Words

UNDO_LIMIT = 200
VIEW = "view"
"""The fragment that a page draws itself in."""


@dataclass(frozen=True)
class View:
    """What a session looks at.

    `shared` is the last valid scenario with its baseline, and is what every figure shows. `past`
    and `future` are what undo and redo return to. `pending` holds settings that the model
    refused, with its `problems`; `refused` is what does not count of an opened link or document,
    `made_with` the model version of the numbers that came with it. `replaying` asks for the last
    change to be shown once more, `jump` for a parameter's control to be shown. `number` counts the
    steps that led here.
    """

    shared: Shared
    language: str
    past: tuple[Shared, ...] = ()
    future: tuple[Shared, ...] = ()
    pending: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    refused: tuple[Problem, ...] = ()
    made_with: str = ""
    replaying: bool = False
    jump: str = ""
    number: int = 0

    @property
    def words(self) -> Words:
        return self.shared.words(self.language)

    @property
    def scenario(self) -> Scenario:
        return self.shared.scenario

    @property
    def loaded(self) -> Scenario:
        """The scenario as it was loaded."""
        return self.shared.loaded

    def setting(self, name: str) -> Any:
        """What the control of `name` stands at: the refused setting, else the scenario's."""
        return self.pending.get(name, self.scenario[name])


def current() -> View:
    """The session's view; a new session opens its link, or else the first preset."""
    if "view" not in st.session_state:
        st.session_state["view"] = _opened()
    view: View = st.session_state["view"]
    return view


def _keep(view: View) -> None:
    st.session_state["view"] = view


def _opened() -> View:
    if "s" not in st.query_params:
        return View(Shared.of(scenarios.documents.PITCHED), language())
    shared, problems = scenarios.link.decode(st.query_params["s"])
    return View(shared, language(), refused=tuple(problems),
                made_with=scenarios.link.made_with(st.query_params["s"]))


def language() -> str:
    """The language that a link or the browser asks for."""
    asked = st.query_params.get("lang", st.context.locale or SOURCE)
    return next((code for code in LANGUAGES if asked.lower().startswith(code)), SOURCE)


def change(settings: Mapping[str, Any]) -> None:
    """Set dotted names; what the model refuses stays pending and leaves the scenario alone."""
    view = current()
    wanted = {**view.pending, **settings}
    try:
        scenario = view.scenario.replace(wanted)
    except ScenarioError as error:
        _keep(replace(view, pending=wanted, problems=tuple(error.problems)))
    else:
        adopt(scenario)


def adopt(scenario: Scenario, row_titles: Mapping[str, str] | None = None) -> None:
    """Show another scenario, for instance one with a row more, and other titles of its rows; undo
    returns to the one before."""
    shared = current().shared
    _step(replace(shared.calling(row_titles) if row_titles is not None else shared,
                  scenario=scenario))


def start_on(day_zero: date | None) -> None:
    """Give day 0 a date, or none; undo returns to the one before."""
    _step(current().shared.starting(day_zero))


def _step(shared: Shared) -> None:
    """Show `shared`, to which the present state becomes the past."""
    view = current()
    if shared != view.shared:
        past = (*view.past, view.shared)[-UNDO_LIMIT:]
        view = replace(view, shared=shared, past=past, future=(), number=view.number + 1)
    _keep(replace(view, pending={}, problems=(), replaying=False))


def undo() -> None:
    """Return to the state before the last change."""
    view = current()
    if view.past:
        _travel(view.past[-1], view.past[:-1], (view.shared, *view.future), -1)


def redo() -> None:
    """Return to the state that the last undo left."""
    view = current()
    if view.future:
        _travel(view.future[0], (*view.past, view.shared), view.future[1:], 1)


def _travel(
    shared: Shared, past: tuple[Shared, ...], future: tuple[Shared, ...], by: int
) -> None:
    """Show another state of the scenario; the baseline stays what it is."""
    view = current()
    _keep(replace(view, shared=_held_against_the_same(shared), past=past, future=future,
                  pending={}, problems=(), replaying=False, number=view.number + by))
    renew()


def resume(
    shared: Shared, past: Iterable[Shared], future: Iterable[Shared], number: int
) -> None:
    """Go on where another session stood."""
    _keep(replace(current(), shared=shared, past=tuple(past)[-UNDO_LIMIT:], future=tuple(future),
                  number=number, pending={}, problems=(), refused=(), replaying=False))
    renew()


def _held_against_the_same(shared: Shared) -> Shared:
    now = current().shared
    return replace(shared, kind=now.kind, pinned=now.pinned)


def revert(change: Change) -> None:
    """Undo one change among several, whenever it was made."""
    view = current()
    try:
        adopt(undone(change, view.loaded, view.scenario))
    except ScenarioError as error:
        _keep(replace(view, problems=tuple(error.problems)))
    renew()


def reset() -> None:
    """Return to the scenario as it was loaded."""
    shared = current().shared
    _step(replace(shared.calling(shared.document.row_titles), scenario=current().loaded,
                  starts=None))
    renew()


def before() -> View:
    """The view as it was before the last change, held against the same baseline."""
    view = current()
    return replace(view, shared=_held_against_the_same(view.past[-1])) if view.past else view


def replay() -> None:
    """Show the last change once more."""
    _keep(replace(current(), replaying=True))
    rerun_view()


def replayed() -> None:
    """Be done with showing the last change."""
    _keep(replace(current(), replaying=False))


def jump(name: str) -> None:
    """Ask for the control of a parameter to be shown; nothing if `name` is empty."""
    _keep(replace(current(), jump=name))


def put_back() -> None:
    """Give up refused settings: the controls return to the last valid scenario."""
    _keep(replace(current(), pending={}, problems=()))
    renew()


def load_preset(name: str) -> None:
    """Start afresh from a preset, also where its levers had been moved."""
    open_document(scenarios.load(name))


def open_document(document: Document) -> None:
    """Start afresh from a preset or another document, held against the same kind of baseline; what
    of it no longer counts is told."""
    now = current().shared
    _step(replace(Shared.opening(document), kind=now.kind, pinned=now.pinned))
    refuse(document.remarks)
    came_with(document.model_version)
    renew()


def saved_as(document: Document) -> None:
    """What is on screen was saved as `document`, which counts as loaded from now on, also in
    what undo and redo return to. Every number stays held against what it was held against.
    """
    view, now = current(), current().shared

    def rehomed(shared: Shared) -> Shared:
        same = (shared.preset, shared.opened) == (now.preset, now.opened)
        return replace(shared, opened=document) if same else shared

    shared = rehomed(now)
    if shared.baseline != now.baseline:
        shared = replace(shared, kind="pinned", pinned=now.baseline)
    _keep(replace(view, shared=shared, past=tuple(map(rehomed, view.past)),
                  future=tuple(map(rehomed, view.future))))
    renew()


def show(shared: Shared) -> None:
    """Show a scenario with its own baseline; undo returns to the one before."""
    _step(shared)
    renew()


def compare_with(kind: str, pinned: Scenario | None = None) -> None:
    """Draw another baseline: `kind` is one of `scenarios.shared.BASELINES`."""
    view = current()
    _keep(replace(view, shared=replace(view.shared, kind=kind, pinned=pinned)))


def set_language(language: str) -> None:
    """Speak another language; controls begin anew, for browsers send choices as they are worded."""
    _keep(replace(current(), language=language))
    renew()


def everywhere(act: Callable[..., None], *arguments: Any) -> None:
    """Act, then run the whole app again: what a button in the view does to the sidebar."""
    act(*arguments)
    st.rerun()


def rerun_view(*others: str) -> None:
    """Run only the page's view again, and fragments named besides."""
    st.rerun([VIEW, *others])


def refuse(problems: Iterable[Problem]) -> None:
    """Tell what else of what was opened does not count."""
    view = current()
    _keep(replace(view, refused=(*view.refused, *problems)))


def came_with(version: str) -> None:
    """Remember the model version that something opened was made with; nothing if it tells none."""
    _keep(replace(current(), made_with=version))


def dismiss_refused() -> None:
    _keep(replace(current(), refused=()))


@dataclass(frozen=True)
class Control:
    """A widget: its lasting name and its key, which changes with every renewal."""

    name: str
    key: str


def control(name: str) -> Control:
    """The control of that name as it now is."""
    renewals = st.session_state.setdefault("renewals", {})
    return Control(name, f"{name} {renewals.get('', 0)}.{renewals.get(name, 0)}")


def selector(key: str) -> str:
    """Where the browser finds an element: Streamlit turns its key into a class."""
    return f".st-key-{re.sub('[^a-zA-Z0-9_-]', '-', key)}"


def renew(name: str = "") -> None:
    """Make a control (all, without a name) start again from the setting that it stands for."""
    renewals = st.session_state.setdefault("renewals", {})
    renewals[name] = renewals.get(name, 0) + 1


def following(name: str, shown: Any) -> Control:
    """The control of that name, begun anew if what it shows was changed elsewhere."""
    if chosen(_noted(name), shown) != shown:
        renew(name)
    note(name, shown)
    return control(name)


def note(name: str, shown: Any) -> None:
    """Remember what a following control shows: the reader set it so."""
    choose(_noted(name), shown)


def _noted(name: str) -> str:
    return f"{name} stands at"


def wish(moved: Control) -> Any:
    """What the reader set a control to; None if the control has been renewed since.

    A browser in the midst of a move still sends what the other control of the same setting
    showed before: that is nobody's wish.
    """
    return st.session_state[moved.key] if moved == control(moved.name) else None


def chosen(name: str, first: Any) -> Any:
    """What a choice of a page (a scale, a series) stands at; `first` until the reader chooses."""
    return st.session_state.get("choices", {}).get(name, first)


def choose(name: str, value: Any) -> None:
    """Keep a choice for the whole session."""
    st.session_state.setdefault("choices", {})[name] = value


def forget(name: str) -> None:
    """Let a choice stand at its first again."""
    st.session_state.get("choices", {}).pop(name, None)


def shut(key: str) -> None:
    """Close a popover."""
    st.session_state[key] = False


def sent(key: str, name: str) -> Any:
    """What a component of ours told in this very run; None if nothing."""
    return st.session_state[key].get(name)


def choose_wished(control: Control) -> None:
    """Keep what the reader set a control to as the choice of its name."""
    wanted = wish(control)
    if wanted is not None:
        choose(control.name, wanted)


def query(view: View) -> dict[str, str]:
    """The query parameters that reopen `view`; without the scenario if it is too long for them."""
    try:
        return {"s": scenarios.link.encode(view.shared), "lang": view.language}
    except ValueError:
        return {"lang": view.language}


def write_link(more: Mapping[str, str]) -> None:
    """Bring the address bar up to date; a page switch empties it. `more` is the page's own."""
    wanted = {**more, **query(current())}
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)


def link() -> str | None:
    """The full address of the page on show, None if the scenario is too long for a link."""
    wanted = query(current())
    return address(wanted) if "s" in wanted else None


def address(asked: Mapping[str, str]) -> str:
    """The full address of the page on show with query parameters, as others open it if they can."""
    page = (st.context.url or "").rpartition("/")[2]
    return f"{public.root() or public.here()}/{page}?{urlencode(asked)}"
