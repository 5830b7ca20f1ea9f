"""The scenarios to compare: what is on screen, the baseline, presets, and opened files."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

import scenarios
from answers.help import listed
from model import Problem, Scenario, ScenarioError
from model.problems import problem
from scenarios.documents import TOO_LARGE, Document
from scenarios.uploads import UPLOAD_LIMIT, read_upload
from ui import state, upload
from ui.decide.pickers import several
from wording.literal import brief

CHOSEN = "compare chosen"
OTHER = "compare other"
FILES = "compare files"
REFUSED = "compare refused"
NOW, BASELINE = "now", "baseline"
FILE = "file "
ACCEPTED = ".toml,.xlsx,.xlsm,.csv,.zip"
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
                   first(view, known))
    with st.container(horizontal=True, vertical_alignment="center"):
        upload.button(words("Open scenarios or reports …"), "compare upload", ACCEPTED,
                      UPLOAD_LIMIT, take, binary=True)
        st.download_button(words("Save what is on screen"), lambda: saved(view),
                           file_name="backstop-scenario.toml", mime="application/toml",
                           key="save scenario", icon=":material/save:", on_click="ignore")
    refused = state.chosen(REFUSED, ())
    if refused:
        st.warning(words("These files could not be opened:") + listed(refused, words),
                   icon=":material/warning:")
    return {key: known[key] for key in keys}


def take(files: list[dict[str, Any]]) -> None:
    """Keep opened documents and choose them; what was wrong with the others is told."""
    opened: dict[str, Document] = {}
    refused: list[Problem] = []
    for file in files:
        try:
            opened[file["name"]] = _read(file)
        except ScenarioError as error:
            refused += error.problems
    view = state.current()
    chosen = state.chosen(CHOSEN, first(view, entries(view)))
    state.choose(FILES, {**state.chosen(FILES, {}), **opened})
    state.choose(CHOSEN, list(dict.fromkeys([*chosen, *(FILE + name for name in opened)])))
    state.choose(REFUSED, tuple(refused))
    if opened:
        state.choose(OTHER, FILE + next(reversed(opened)))


def _read(file: dict[str, Any]) -> Document:
    """A file as a document. Raises ScenarioError."""
    if file["bytes"] is None:
        details = {"permitted": f"n ≤ {UPLOAD_LIMIT}"}
        raise ScenarioError([problem(TOO_LARGE, file["name"], file["size"], **details)])
    return read_upload(file["name"], base64.b64decode(file["bytes"]))


def saved(view: state.View) -> str:
    """The scenario on screen as a document, under the titles of the preset that it came from."""
    document = view.shared.document
    changed = view.scenario != document.scenario
    titles = {language: f"{title} *" if changed else title
              for language, title in document.titles.items()}
    return scenarios.write(Document(document.name, titles, {} if changed else document.notes,
                                    view.scenario, document.uncertainty))
