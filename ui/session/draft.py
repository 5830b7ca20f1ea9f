"""The pitch that a session writes: its valid state, what was refused, what undo returns to.

Each state that undo returns to remembers what it was opened from, so that a save goes there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from model import Problem, ScenarioError
from scenarios import Shared, pitch_link
from scenarios.contents import FIGURES
from scenarios.pitches import (
    Guess,
    Pitch,
    Step,
    checked,
    fresh_id,
    load_pitch,
    pitch_names,
)
from scenarios.stages import stage_of
from ui.session import state
from wording import LANGUAGES, Words, mark

T = TypeVar("T")

DRAFT = "pitch"
UNDO_LIMIT = 100
TITLES = ""
"""The place of a refused title among refused entries of steps."""

FIRST_SENTENCE = mark("{recovered_share} of members get back what they spent.")
FIRST_GUESS = Guess("recovered_share", 0.0, 1.0)


@dataclass(frozen=True)
class Opened:
    """A pitch as it was opened or last saved; entry and revision where the library has it."""

    pitch: Pitch
    origin: tuple[str, int] | None = None


@dataclass(frozen=True)
class Written:
    """A state of the pitch, and what it began as."""

    pitch: Pitch
    opened: Opened

    @cached_property
    def address(self) -> str:
        """The pitch in an address, PACKED alone where it is too long for one."""
        return pitch_link.encode(self.pitch)


@dataclass(frozen=True)
class Draft:
    """`pitch` is valid and what is shown, presented and saved; `chosen` is a step's id.

    `pending` holds entries that were refused, by step and field, with their `problems` by step.
    """

    written: Written
    chosen: str
    past: tuple[Written, ...] = ()
    future: tuple[Written, ...] = ()
    pending: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    problems: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)

    @property
    def pitch(self) -> Pitch:
        return self.written.pitch

    @property
    def opened(self) -> Opened:
        return self.written.opened

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was done yet: the example is there by itself."""
        return not (self.past or self.future or self.pending
                    or self.written != Written(example(), Opened(example())))

    @property
    def place(self) -> int:
        """The place of the chosen step."""
        ids = [step.id for step in self.pitch.steps]
        return ids.index(self.chosen) if self.chosen in ids else 0

    @property
    def step(self) -> Step:
        """The chosen step as it is valid."""
        return self.pitch.steps[self.place]

    @property
    def refused(self) -> tuple[Problem, ...]:
        """Everything that is not in the pitch yet, with the reason."""
        there = {TITLES, *(step.id for step in self.pitch.steps)}
        return tuple(each for step, found in self.problems.items() if step in there
                     for each in found)

    def entry(self, step: str, name: str, valid: Any) -> Any:
        """What an entry stands at: what was typed and refused, else what is valid."""
        return self.pending.get(step, {}).get(name, valid)


def example() -> Pitch:
    """The pitch that comes with Backstop."""
    return load_pitch(pitch_names()[0])


def current() -> Draft:
    """The session's draft; at first the pitch that comes with Backstop."""
    draft: Draft | None = state.chosen(DRAFT, None)
    if draft is None:
        pitch = example()
        draft = Draft(Written(pitch, Opened(pitch)), pitch.steps[0].id)
        state.choose(DRAFT, draft)
    return draft


def begin(written: Written, chosen: str) -> None:
    """Write on at what an address brought; there is nothing that undo could return to."""
    state.choose(DRAFT, Draft(written, chosen))


def open_pitch(pitch: Pitch, origin: tuple[str, int] | None = None) -> None:
    """Write on at another pitch, perhaps of the library; undo returns to this one."""
    give_up()  # what was refused belongs to the pitch that is left
    _step(Written(pitch, Opened(pitch, origin)), pitch.steps[0].id)


def saved_as(entry_id: str, number: int) -> None:
    """The pitch was saved there, from where it counts as opened, also in what undo returns to."""
    draft = current()
    left, kept = draft.opened, Opened(draft.pitch, (entry_id, number))

    def rehomed(written: Written) -> Written:
        return replace(written, opened=kept) if written.opened == left else written

    state.choose(DRAFT, replace(draft, written=rehomed(draft.written),
                                past=tuple(map(rehomed, draft.past)),
                                future=tuple(map(rehomed, draft.future))))


def adopt(pitch: Pitch, chosen: str | None = None) -> None:
    """Make a valid pitch the draft; entries refused in steps that are left stay."""
    draft = current()
    _step(replace(draft.written, pitch=pitch), draft.chosen if chosen is None else chosen)


def _step(written: Written, chosen: str) -> None:
    """Show another state, to which the present one becomes the past."""
    draft = current()
    if written != draft.written:
        past = (*draft.past, draft.written)[-UNDO_LIMIT:]
        draft = replace(draft, written=written, past=past, future=())
    state.choose(DRAFT, replace(draft, chosen=chosen))


def choose(step: str) -> None:
    """Work on another step."""
    state.choose(DRAFT, replace(current(), chosen=step))


def undo() -> None:
    """Return to the pitch before the last change."""
    draft = current()
    if draft.past:
        state.choose(DRAFT, replace(draft, written=draft.past[-1], past=draft.past[:-1],
                                    future=(draft.written, *draft.future), pending={},
                                    problems={}))


def redo() -> None:
    """Return to the pitch that the last undo left."""
    draft = current()
    if draft.future:
        state.choose(DRAFT, replace(draft, written=draft.future[0], future=draft.future[1:],
                                    past=(*draft.past, draft.written)))


def give_up() -> None:
    """Let refused entries go; every field returns to what is valid."""
    state.choose(DRAFT, replace(current(), pending={}, problems={}))


def change(step: str, entries: Mapping[str, Any]) -> None:
    """Set fields of a step (or titles, where `step` is TITLES); what is refused stays pending."""
    draft = current()
    wanted = {**draft.pending.get(step, {}), **entries}
    left = replace(draft, pending=_without(draft.pending, step),
                   problems=_without(draft.problems, step))
    try:
        pitch = checked(_with(draft.pitch, step, wanted))
    except ScenarioError as error:
        state.choose(DRAFT, replace(left, pending={**left.pending, step: wanted},
                                    problems={**left.problems, step: tuple(error.problems)}))
    else:
        state.choose(DRAFT, left)
        adopt(pitch)


def _without(kept: Mapping[str, T], step: str) -> dict[str, T]:
    """All but what is kept of a step."""
    return {name: value for name, value in kept.items() if name != step}


def _with(pitch: Pitch, step: str, entries: Mapping[str, Any]) -> Pitch:
    """The pitch with a step's fields set."""
    if step == TITLES:
        return replace(pitch, titles=_texts(pitch.titles, "title", entries))
    return replace(pitch, steps=tuple(
        changed(each, entries) if each.id == step else each for each in pitch.steps))


def changed(step: Step, entries: Mapping[str, Any]) -> Step:
    """The step with fields set: texts as `sentence.zh`, a guess's as `guess.low`, others by name.
    """
    texts: dict[str, Any] = {field: _texts(getattr(step, field), part, entries) for part, field in (
        ("sentence", "sentences"), ("reveal", "reveals"), ("notes", "notes"))}
    plain = {name: entries[name] for name in
             ("kind", "figure", "tiles", "lever", "lever_range", "stage") if name in entries}
    if plain.get("lever", step.lever) != step.lever:
        plain = {"lever_range": None, **plain}
    of_guess = {name.removeprefix("guess."): value for name, value in entries.items()
                if name.startswith("guess.")}
    guess = replace(step.guess or FIRST_GUESS, **of_guess) if of_guess else step.guess
    step = replace(step, **texts, **plain, guess=guess)
    if step.kind == "guess" and step.guess is None:
        step = replace(step, guess=FIRST_GUESS)
    if step.kind == "show" and not (step.figure or step.tiles):
        step = replace(step, figure=FIGURES[0])
    return step


def _texts(texts: Mapping[str, str], part: str, entries: Mapping[str, Any]) -> dict[str, str]:
    told = {name.removeprefix(f"{part}."): value for name, value in entries.items()
            if name.startswith(f"{part}.")}
    return {language: text for language, text in {**texts, **told}.items() if text}


def bookmark(shared: Shared, figure: str = "", tiles: tuple[str, ...] = ()) -> None:
    """Put what is on screen into the pitch, as a step behind the chosen one."""
    draft = current()
    name = fresh_id(draft.pitch, figure or next(iter(tiles), "step"))
    said = {code: Words(code)(FIRST_SENTENCE) for code in LANGUAGES}
    _insert(
        Step(
            id=name, kind="show", sentences=said, stage=stage_of(shared), figure=figure, tiles=tiles
        )
    )


def add(shared: Shared) -> None:
    """A step of words behind the chosen one, on what is on screen."""
    name = fresh_id(current().pitch, "step")
    _insert(Step(name, "text", {}, stage_of(shared)))


def duplicate() -> None:
    """The chosen step once more, behind itself."""
    draft = current()
    _insert(replace(draft.step, id=fresh_id(draft.pitch, draft.step.id)))


def _insert(step: Step) -> None:
    """Put a step behind the chosen one and choose it. Raises ScenarioError where all are taken."""
    draft = current()
    at = draft.place + 1
    steps = (*draft.pitch.steps[:at], step, *draft.pitch.steps[at:])
    adopt(checked(replace(draft.pitch, steps=steps)), step.id)


def remove() -> None:
    """Take the chosen step out, unless it is the only one."""
    draft, at = current(), current().place
    steps = (*draft.pitch.steps[:at], *draft.pitch.steps[at + 1 :])
    if steps:
        adopt(replace(draft.pitch, steps=steps), steps[min(at, len(steps) - 1)].id)


def shift(way: int) -> None:
    """Move the chosen step up (-1) or down (1)."""
    draft, at = current(), current().place
    steps, to = list(draft.pitch.steps), at + way
    if 0 <= to < len(steps):
        steps[at], steps[to] = steps[to], steps[at]
        adopt(replace(draft.pitch, steps=tuple(steps)), draft.step.id)
