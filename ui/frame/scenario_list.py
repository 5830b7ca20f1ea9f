"""The list of scenarios in the sidebar: presets, cases, what was opened, what is saved."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import scenarios
from library import Entry, LibraryError
from model import ScenarioError
from scenarios.documents import case_names
from ui.session import document, opening, state
from ui.session.shelf import shelf
from wording.literal import brief

SAVED_AT_MOST = 30
"""Entries of the library that the list holds, the one saved last first; its own page has all."""
OPENED = "opened"
ENTRY = "entry "
TITLE = 60
"""Letters of a title in the list."""


@dataclass(frozen=True)
class Listed:
    """A scenario of the list: its title, and what choosing it does."""

    title: str
    load: Callable[[], None]


def listed(view: state.View) -> Mapping[str, Listed]:
    """What can be chosen, by key: what is loaded first, if it is no preset."""
    opened = view.shared.opened
    presets = {
        name: Listed(scenarios.load(name).title(view.language), partial(state.load_preset, name))
        for name in scenarios.preset_names()
    }
    first = {} if opened is None else {
        chosen(view): Listed(brief(opened.title(view.language), TITLE), _stay)}
    cases = {
        name: Listed(view.words("Case: {title}", title=scenarios.load(name).title(view.language)),
                     partial(opening.show, scenarios.load(name)))
        for name in case_names()
    }
    saved = {key: entry for key, entry in _saved(view).items() if key not in first}
    return {**first, **presets, **cases, **saved}


def chosen(view: state.View) -> str:
    """The key of what is loaded."""
    if view.shared.opened is None:
        return view.shared.preset
    if view.shared.opened.name in case_names():
        return view.shared.opened.name
    origin = document.origin(view)
    return f"{ENTRY}{origin[0]}" if origin else OPENED


def _stay() -> None:
    """What is loaded already is chosen again."""


def _saved(view: state.View) -> dict[str, Listed]:
    """Scenarios of the library; none where it does not open, which its own page tells."""
    try:
        found = shelf().entries(kind="scenario", most=SAVED_AT_MOST)
    except LibraryError:
        return {}
    words = view.words
    return {
        f"{ENTRY}{entry.id}": Listed(
            words("{title} · saved", title=brief(entry.name, TITLE)),
            partial(_open, entry),
        )
        for entry in found
    }


def _open(entry: Entry) -> None:
    """Show the newest revision, or tell why not above the page."""
    try:
        opening.open_scenario(entry, entry.latest.number)
    except ScenarioError as error:
        state.refuse(error.problems)
        state.renew()
