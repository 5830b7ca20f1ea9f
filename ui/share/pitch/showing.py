"""The pitch that a session presents, and where it stands: kept in the session and the address."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import streamlit as st

from analysis.levers import Lever, checked_range
from analysis.levers import lever as lever_of
from model import ScenarioError
from scenarios import pitch_link
from scenarios.pitches import Pitch, Step, on
from ui import navigation, state
from ui.navigation import PITCH, Listed

SHOWING = "presenting"

HEARD = "heard of the presenter"
"""The number of the last thing that the presenter asked for."""


@dataclass(frozen=True)
class Showing:
    """A pitch at one of its steps. `guesses` holds what was guessed (None: nothing) of the steps
    that are revealed, `moved` where levers stand that the presenter moved, both by step.
    `address` is the pitch in an address, PACKED alone where it is too long for one; leaving leads
    to the page `home`.
    """

    pitch: Pitch
    address: str
    place: int = 0
    guesses: Mapping[str, float | None] = field(default_factory=dict)
    moved: Mapping[str, float] = field(default_factory=dict)
    notes: bool = False
    code: bool = True
    home: Listed = PITCH

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


def begin(pitch: Pitch, place: int = 0, home: Listed = PITCH) -> None:
    """Present a pitch from one of its steps on."""
    address = pitch_link.encode(pitch) or pitch_link.PACKED
    state.choose(SHOWING, Showing(pitch, address, place, home=home))
    navigation.go(navigation.PRESENT)


def current() -> Showing:
    """What is presented: at first what the address asks for. Raises ScenarioError."""
    showing = state.chosen(SHOWING, None)
    if showing is None:
        address = st.query_params.get("pitch", "pitched_terms")
        pitch = pitch_link.decode(address)
        showing = Showing(pitch, address, _place(pitch, st.query_params.get("step", "1")))
        state.choose(SHOWING, showing)
    return showing


def _place(pitch: Pitch, told: str) -> int:
    """The place of a step by its number from one on; the nearest one that there is."""
    number = int(told) if told.isascii() and told.isdigit() and len(told) < 5 else 1
    return max(0, min(len(pitch.steps), number) - 1)


def _is_number(value: object) -> bool:
    """Whether a browser sent a finite number."""
    return isinstance(value, int | float) and math.isfinite(value)


def lever(step: Step) -> tuple[Lever, float, float]:
    """A step's lever and the ends of its range."""
    moved = lever_of(step.stage.scenario, step.lever)
    return moved, *checked_range(step.stage.scenario, moved, *(step.lever_range or (None, None)))


def query(showing: Showing, view: state.View) -> dict[str, str]:
    """The query parameters that bring a reload back here."""
    return {"pitch": showing.address, "step": str(showing.place + 1), "lang": view.language}


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
    value = float(guess) if _is_number(guess) else None
    state.choose(SHOWING, replace(showing, guesses={**showing.guesses, showing.step.id: value}))


def move(value: object) -> None:
    """Put the lever somewhere within its range; what the model refuses leaves it where it was."""
    showing = current()
    step = showing.pitch.steps[showing.place]
    if not step.lever or not _is_number(value):
        return
    moved, low, high = lever(step)
    try:
        wanted = max(low, min(high, float(value)))
        on(step, moved.changes(wanted))
    except ScenarioError:
        return
    state.choose(SHOWING, replace(showing, moved={**showing.moved, step.id: wanted}))


def reset() -> None:
    """Take back what was guessed and moved on the step on show."""
    showing = current()
    here = showing.pitch.steps[showing.place].id
    left = {part: {name: value for name, value in getattr(showing, part).items() if name != here}
            for part in ("guesses", "moved")}
    state.choose(SHOWING, replace(showing, **left))


def turn(part: str) -> None:
    """Show or hide the `notes` or the `code`."""
    showing = current()
    state.choose(SHOWING, replace(showing, **{part: not getattr(showing, part)}))
