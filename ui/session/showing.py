"""The pitch that a session presents, and where it stands: kept in the session and the address."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TypeGuard
from urllib.parse import parse_qsl

import streamlit as st

from analysis.levers import Lever, checked_range
from analysis.levers import lever as lever_of
from model import ScenarioError
from scenarios import pitch_link
from scenarios.contents import PRESENT, Listed
from scenarios.pitches import STEPS_LIMIT, Pitch, Step, on
from scenarios.versions import is_other
from ui.session import navigation, state
from ui.session.guesses import Room, middle
from ui.session.navigation import PITCH

SHOWING = "presenting"
OF, BETWEEN = "_", "~"
"""In an address: between a step's number and its value, between steps. No number has either."""
PLACES = tuple(str(number) for number in range(1, STEPS_LIMIT + 1))
KEPT_LIMIT = 30 * STEPS_LIMIT
"""Letters that an address keeps at most of guesses, or of levers."""

HEARD = "heard of the presenter"
"""The number of the last thing that the presenter asked for."""


@dataclass(frozen=True)
class Showing:
    """A pitch at one of its steps. `guesses` holds what was guessed (None: nothing) of the steps
    that are revealed, `moved` where levers stand that the presenter moved, both by step.
    `address` is the pitch in an address, PACKED alone where it is too long for one; `entry` its
    revision in the library, as an address tells it. Phones guess in the `room`, if they may; no
    address keeps that. Leaving leads to the page `home`.
    """

    pitch: Pitch
    address: str
    place: int = 0
    guesses: Mapping[str, float | None] = field(default_factory=dict)
    moved: Mapping[str, float] = field(default_factory=dict)
    notes: bool = False
    code: bool = True
    home: Listed = PITCH
    entry: str = ""
    room: Room | None = None

    @property
    def step(self) -> Step:
        """The step on show, its lever where the presenter put it."""
        return self.staged(self.pitch.steps[self.place])

    def staged(self, step: Step) -> Step:
        """A step on its stage as it now is."""
        if step.id not in self.moved:
            return step
        return on(step, lever_of(step.stage.scenario, step.lever).changes(self.moved[step.id]))

    @property
    def is_open(self) -> bool:
        """Whether the audience still guesses."""
        return self.step.kind == "guess" and self.step.id not in self.guesses


def begin(pitch: Pitch, place: int = 0, home: Listed = PITCH, entry: str = "") -> None:
    """Present a pitch from one of its steps on."""
    address = pitch_link.encode(pitch)
    state.choose(SHOWING, Showing(pitch, address, place, home=home, entry=entry))
    navigation.go(PRESENT)


def current() -> Showing:
    """What is presented: at first what the address asks for. Raises ScenarioError."""
    showing: Showing | None = state.chosen(SHOWING, None)
    if showing is None:
        showing = _asked(st.query_params)
        state.choose(SHOWING, showing)
    return showing


def resume(kept: object) -> None:
    """Go on where the browser stands, as its address says."""
    told = str(kept.get("query", "")) if isinstance(kept, dict) else ""
    with suppress(ScenarioError):
        state.choose(SHOWING, _asked(dict(parse_qsl(told))))


def _asked(query: Mapping[str, str]) -> Showing:
    """What an address asks for, by the laws that hold for the presenter. Raises ScenarioError."""
    address = query.get("pitch", "pitched_terms")
    pitch = pitch_link.decode(address)
    if is_other(pitch.model_version):
        state.came_with(pitch.model_version)
    showing = Showing(pitch, address, place_of(pitch, query.get("step", "1")),
                      entry=query.get("entry", ""))
    for part, law in (("guessed", _revealed), ("moved", _moved)):
        for step, value in _kept(query.get(part, ""), pitch):
            showing = law(showing, step, value)
    return showing


def _kept(told: str, pitch: Pitch) -> Iterator[tuple[Step, object]]:
    """Steps and what an address keeps of each: a number, or else the text that stands there."""
    for each in told.split(BETWEEN) if len(told) <= KEPT_LIMIT else ():
        number, _, value = each.partition(OF)
        if number in PLACES[: len(pitch.steps)]:
            try:
                yield pitch.steps[int(number) - 1], float(value)
            except ValueError:
                yield pitch.steps[int(number) - 1], value


def _encoded(kept: Mapping[str, float | None], pitch: Pitch) -> str:
    """What was guessed or moved, by the number of its step: `3_0.25~7_`."""
    return BETWEEN.join(f"{number}{OF}{'' if kept[step.id] is None else repr(kept[step.id])}"
                        for number, step in enumerate(pitch.steps, start=1) if step.id in kept)


def place_of(pitch: Pitch, told: str) -> int:
    """The place of a step by its number from one on; the nearest one that there is."""
    number = int(told) if told.isascii() and told.isdigit() and len(told) < 5 else 1
    return max(0, min(len(pitch.steps), number) - 1)


def _is_number(value: object) -> TypeGuard[float]:
    """Whether a browser or an address told a finite number."""
    return isinstance(value, int | float) and abs(value) <= sys.float_info.max


def lever(step: Step) -> tuple[Lever, float, float]:
    """A step's lever and the ends of its range."""
    moved = lever_of(step.stage.scenario, step.lever)
    return moved, *checked_range(step.stage.scenario, moved, *(step.lever_range or (None, None)))


def query(showing: Showing, view: state.View) -> dict[str, str]:
    """The query parameters that bring a reload back here."""
    told = {"pitch": showing.address, "step": str(showing.place + 1), "lang": view.language,
            "guessed": _encoded(showing.guesses, showing.pitch),
            "moved": _encoded(showing.moved, showing.pitch), "entry": showing.entry}
    return {name: value for name, value in told.items() if value}


def heard() -> int:
    """The number of the last thing that the presenter asked for; none so far: 0."""
    return int(state.chosen(HEARD, 0))


def hear(number: int) -> None:
    """What has this number is done, and not done again."""
    state.choose(HEARD, number)


def go(to: object) -> None:
    """Show a step by its place."""
    showing = current()
    if _is_number(to):
        place = max(0, min(len(showing.pitch.steps) - 1, int(to)))
        state.choose(SHOWING, replace(showing, place=place))


def reveal(guess: object) -> None:
    """Show what the audience guessed beside what is true."""
    showing = current()
    state.choose(SHOWING, _revealed(showing, showing.pitch.steps[showing.place], guess))


def _revealed(showing: Showing, step: Step, guess: object) -> Showing:
    """A guess told for a step; what is no number is none."""
    if step.kind != "guess":
        return showing
    value = float(guess) if _is_number(guess) else _of_phones(showing, step)
    return replace(showing, guesses={**showing.guesses, step.id: value})


def _of_phones(showing: Showing, step: Step) -> float | None:
    """Where the presenter told no guess: the one in the middle of those from phones."""
    return middle(showing.room.values(step.id)) if showing.room else None


def move(value: object) -> None:
    """Put the lever of the step on show somewhere."""
    showing = current()
    state.choose(SHOWING, _moved(showing, showing.pitch.steps[showing.place], value))


def _moved(showing: Showing, step: Step, value: object) -> Showing:
    """A step's lever within its range; what the model refuses leaves it where it was."""
    if not step.lever or not _is_number(value):
        return showing
    moved, low, high = lever(step)
    try:
        wanted = max(low, min(high, float(value)))
        on(step, moved.changes(wanted))
    except ScenarioError:
        return showing
    return replace(showing, moved={**showing.moved, step.id: wanted})


def reset() -> None:
    """Take back what was guessed and moved on the step on show."""
    showing = current()
    here = showing.pitch.steps[showing.place].id
    guesses, moved = dict(showing.guesses), dict(showing.moved)
    guesses.pop(here, None)
    if showing.room:
        showing.room.forget(here)
    moved.pop(here, None)
    state.choose(SHOWING, replace(showing, guesses=guesses, moved=moved))


def turn_notes() -> None:
    """Show or hide the notes."""
    showing = current()
    state.choose(SHOWING, replace(showing, notes=not showing.notes))


def turn_code() -> None:
    """Show or hide the QR code."""
    showing = current()
    state.choose(SHOWING, replace(showing, code=not showing.code))


def turn_phones() -> None:
    """Let phones guess, or no more."""
    showing = current()
    state.choose(SHOWING, replace(showing, room=None if showing.room else Room()))
