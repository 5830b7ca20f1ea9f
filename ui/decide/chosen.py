"""The scenarios to compare: what is on screen, the baseline, presets, and opened files."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

import scenarios
from answers.help import listed
from library import Entry as Saved
from model import Problem, Scenario, ScenarioError
from scenarios.documents import Document
from scenarios.versions import is_other
from ui.frame.pickers import several
from ui.library import picking
from ui.session import document, opening, state, upload
from ui.session.upload import File
from wording.literal import brief

CHOSEN = "compare chosen"
OTHER = "compare other"
FILES = "compare files"
REFUSED = "compare refused"
NOW, BASELINE = "now", "baseline"
FILE = "file "
LONGEST_TITLE = 60
FIRST = 3
"""Scenarios compared before the reader chooses."""


@dataclass(frozen=True)
class Entry:
    """A scenario under the name that the reader knows it by."""

    title: str
    scenario: Scenario


def entries(view: state.View) -> dict[str, Entry]:
    """Everything that can be compared, titles told apart by number."""
    words, shared = view.words, view.shared
    found = {NOW: Entry(words("On screen"), shared.scenario)}
    if shared.baseline not in (shared.scenario, shared.loaded):
        found[BASELINE] = Entry(words("Baseline"), shared.baseline)
    for name in scenarios.preset_names():
        document = scenarios.load(name)
        found[name] = Entry(document.title(view.language), document.scenario)
    for name, document in state.chosen(FILES, {}).items():
        found[FILE + name] = Entry(brief(document.title(view.language), LONGEST_TITLE),
                                   document.scenario)
    return _told_apart(found)


def _told_apart(found: Mapping[str, Entry]) -> dict[str, Entry]:
    seen: dict[str, int] = {}
    apart = {}
    for key, entry in found.items():
        count = seen[entry.title] = seen.get(entry.title, 0) + 1
        apart[key] = entry if count == 1 else Entry(f"{entry.title} ({count})", entry.scenario)
    return apart


def first(view: state.View, known: Mapping[str, Entry]) -> list[str]:
    """What is on screen, the preset that it came from if it was changed, then other presets."""
    others = [name for name in (view.shared.preset, *scenarios.preset_names())
              if known[name].scenario != view.scenario]
    return [NOW, *dict.fromkeys(others)][:FIRST]


def choose(view: state.View) -> dict[str, Entry]:
    """The scenarios that the reader has chosen, with the button that opens files."""
    words, known = view.words, entries(view)
    keys = several(CHOSEN, words("Scenarios"), {key: entry.title for key, entry in known.items()},
                   first(view, known), words("Choose two scenarios or more to compare them."))
    with st.container(horizontal=True, vertical_alignment="center"):
        upload.button(words("Open scenarios or reports …"), "compare upload", opening.ACCEPTED,
                      opening.LIMIT, take, several=True)
        picking.draw(words, add)
        st.download_button(words("Save what is on screen"),
                           lambda: scenarios.write(document.on_screen(view)),
                           file_name="backstop-scenario.toml", mime="application/toml",
                           key="save scenario", icon=":material/save:", on_click="ignore")
    refused = state.chosen(REFUSED, ())
    if refused:
        st.warning(words("These files could not be opened:") + listed(refused, words),
                   icon=":material/warning:")
    return {key: known[key] for key in keys}


def take(files: list[File]) -> None:
    """Keep opened documents and choose them; what was wrong with the others is told."""
    opened: dict[str, Document] = {}
    refused: list[Problem] = []
    for file in files:
        try:
            opened[file.name] = opening.read(file)
        except ScenarioError as error:
            refused += error.problems
    _keep(opened, refused)


def add(entry: Saved, number: int) -> None:
    """Take a scenario out of the library beside the others."""
    try:
        _keep({f"{entry.id}.{number}": opening.saved_document(entry, number)}, [])
    except ScenarioError as error:
        _keep({}, list(error.problems))


def _keep(opened: Mapping[str, Document], refused: list[Problem]) -> None:
    view = state.current()
    chosen = state.chosen(CHOSEN, first(view, entries(view)))
    state.choose(FILES, {**state.chosen(FILES, {}), **opened})
    state.choose(CHOSEN, list(dict.fromkeys([*chosen, *(FILE + name for name in opened)])))
    state.choose(REFUSED, tuple(refused))
    for version in filter(is_other, (each.model_version for each in opened.values())):
        state.came_with(version)
    if opened:
        state.choose(OTHER, FILE + next(reversed(list(opened))))
