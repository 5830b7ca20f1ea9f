"""The kinds of entries: what of a text is kept, and how two texts are compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from library import changes
from library.changes import Changes
from model import ScenarioError
from scenarios import documents, pitches
from scenarios.texts import without_titles


@dataclass(frozen=True)
class Kind:
    """`kept(content, name)` validates a text and gives the one to keep, raising ScenarioError;
    `compared(older, newer)` may raise it where a text is no longer valid."""

    kept: Callable[[str, str], str]
    compared: Callable[[str, str], Changes]


def changed(kind: str, older: str, newer: str) -> Changes:
    """What changed between two contents; line by line where a newer model refuses one of them."""
    try:
        return KINDS[kind].compared(older, newer)
    except ScenarioError:
        return changes.of_lines(older, newer)


def _kept_scenario(content: str, name: str) -> str:
    """The text as it is, if it states every value; else the whole scenario written out.

    What a text leaves to a preset or to a default would change its meaning with them.
    """
    text = _bytes(content)
    stated, document = without_titles(documents.parsed(text, name), {}), documents.read(text, name)
    complete = all(stated.get(key) == table for key, table in document.scenario.values.items())
    return content if complete else documents.write(document)


def _compared_scenarios(older: str, newer: str) -> Changes:
    one, other = (documents.read(_bytes(content), "scenario") for content in (older, newer))
    return changes.of_documents(one, other)


def _kept_pitch(content: str, name: str) -> str:
    """The same for a pitch and the scenarios behind its steps."""
    text = _bytes(content)
    whole = pitches.write_pitch(pitches.read_pitch(text, name), whole=True)
    stated = documents.parsed(whole.encode(), name) == documents.parsed(text, name)
    return content if stated else whole


def _compared_pitches(older: str, newer: str) -> Changes:
    one, other = (pitches.read_pitch(_bytes(content), "pitch") for content in (older, newer))
    return changes.of_pitches(one, other)


def _bytes(content: str) -> bytes:
    """In UTF-8; half of a character becomes what a reader then refuses."""
    return content.encode("utf-8", "surrogatepass")


KINDS = {
    "scenario": Kind(_kept_scenario, _compared_scenarios),
    "pitch": Kind(_kept_pitch, _compared_pitches),
}
