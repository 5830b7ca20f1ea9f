"""The chosen step: its words in both languages, what it shows, the scenario behind it."""

import streamlit as st

from analysis.levers import lever as lever_of
from answers import outcomes, scales
from answers.changes import changes_between
from answers.pitch.figures import numbers, titles, to_fill_in
from answers.pitch.sentences import tile
from model import ScenarioError
from scenarios.pitches import (
    KINDS,
    NOTES_LIMIT,
    PRICE_RISE,
    SENTENCE_LIMIT,
    TILES_LIMIT,
    Step,
)
from scenarios.stages import stage_of
from ui.frame.pickers import lever_texts
from ui.pitch import fields
from ui.session import draft, showing, state
from wording import LANGUAGES, Words
from wording.literal import literal

NUMBERS = "numbers"


def draw(step: Step, view: state.View) -> None:
    """Everything that a step consists of."""
    words = view.words
    kinds = dict(zip(KINDS, (words("Show"), words("Guess first"), words("Words only")),
                     strict=True))
    fields.segments(step.id, "kind", words("Kind of step"), kinds, step.kind)
    _texts(step, "sentence", words("Sentence"), SENTENCE_LIMIT)
    if step.kind == "guess":
        _guess(step, words)
        _texts(step, "reveal", words("Sentence after the reveal"), SENTENCE_LIMIT)
    if step.kind != "text":
        _shown(step, words)
    _texts(step, "notes", words("Presenter notes"), NOTES_LIMIT)
    _stage(step, view)


def _texts(step: Step, part: str, label: str, limit: int) -> None:
    """A text in every language, side by side."""
    texts = {"sentence": step.sentences, "reveal": step.reveals, "notes": step.notes}[part]
    for column, each in zip(st.columns(len(LANGUAGES)), LANGUAGES.values(), strict=True):
        with column:
            fields.text(step.id, f"{part}.{each.code}", f"{label} · {each.name}",
                        texts.get(each.code, ""), limit)


def _guess(step: Step, words: Words) -> None:
    """What is guessed, and the scale for it."""
    guess = step.guess or draft.FIRST_GUESS
    options = {PRICE_RISE: tile(PRICE_RISE, words).label, **numbers(step.stage.scenario, words)}
    scale = {"linear": words("even"), "log": words("logarithmic")}
    which, low, high, kind = st.columns([4, 2, 2, 2])
    with which:
        reading = fields.choice(step.id, "guess.reading", words("To guess"), options, guess.reading)
    meant = tile(reading, words)
    factor, unit = outcomes.factor(meant), outcomes.unit(meant, words)
    with low:
        fields.number(step.id, "guess.low", _in(words("From"), unit), guess.low, factor)
    with high:
        fields.number(step.id, "guess.high", _in(words("To"), unit), guess.high, factor)
    with kind:
        fields.choice(step.id, "guess.scale", words("Scale"), scale, guess.scale)


def _in(label: str, unit: str) -> str:
    return f"{label} ({unit})" if unit else label


def _shown(step: Step, words: Words) -> None:
    """A figure or numbers, and the lever to move live."""
    left, right = st.columns(2)
    nothing = {"": words("nothing")} if step.kind == "guess" else {}
    options = {**nothing, NUMBERS: words("Numbers of your choice"), **titles(words)}
    now = step.figure or (NUMBERS if step.tiles else "")
    with left:
        _what(step, words, options, now)
        if now == NUMBERS:
            fields.several(step.id, "tiles", words("Numbers"), numbers(step.stage.scenario, words),
                           step.tiles, TILES_LIMIT)
    with right:
        texts = {"": words("none"), **lever_texts(step.stage.scenario, words)}
        fields.choice(step.id, "lever", words("Lever to move live"), texts, step.lever)
        if step.lever:
            _range(step, words)


def _what(step: Step, words: Words, options: dict[str, str], now: str) -> None:
    control = state.following(f"pitch {step.id} shown", now)
    with st.container(key="entry shown"):
        st.selectbox(words("Figure or numbers"), list(options), list(options).index(now),
                     key=control.key, format_func=lambda each: options.get(each, each),
                     on_change=_show, args=(control, step))


def _show(control: state.Control, step: Step) -> None:
    wanted = state.wish(control)
    if wanted == NUMBERS:
        draft.change(step.id, {"figure": "", "tiles": step.tiles or ("recovered_share",)})
    elif wanted is not None:
        draft.change(step.id, {"figure": wanted, "tiles": ()})


def _range(step: Step, words: Words) -> None:
    """The ends between which the lever goes."""
    moved, low, high = showing.lever(step)
    factor = scales.factor(moved)
    shown = (round(low * factor, 9), round(high * factor, 9))
    control = [state.following(f"pitch {step.id} lever {end}", value)
               for end, value in zip(("low", "high"), shown, strict=True)]
    for column, label, each, value in zip(st.columns(2), (words("From"), words("To")), control,
                                          shown, strict=True):
        column.number_input(label, value=value, key=each.key, format="%.10g", step=None,
                            on_change=_set_range, args=(control, step, factor))


def _set_range(ends: list[state.Control], step: Step, factor: float) -> None:
    wanted = [state.wish(end) for end in ends]
    if None not in wanted:
        draft.change(step.id, {"lever_range": tuple(end / factor for end in wanted)})


def _stage(step: Step, view: state.View) -> None:
    """The scenario behind the step: what it is, taking another, going there."""
    words, stage = view.words, step.stage
    changes = len(changes_between(stage.loaded, stage.scenario))
    with st.container(horizontal=True, vertical_alignment="center", key="stage"):
        st.markdown(words.plural(
            "Stage: {title}, {count} change", "Stage: {title}, {count} changes", changes,
            title=literal(stage.document.title(view.language))))
        st.button(words("Take the scenario on screen"), icon=":material/screenshot_monitor:",
                  key="take stage", disabled=stage_of(view.shared) == stage,
                  on_click=_take, args=(step, view))
        st.button(words("Load it onto the screen"), icon=":material/login:", key="load stage",
                  on_click=state.everywhere, args=(_load, step))
        with st.popover(words("Numbers for sentences"), icon=":material/data_object:",
                        key="placeholders", on_change="rerun") as opened:
            if opened.open:
                st.caption(words("Write a name in braces, and the step fills in the number of its "
                                 "own scenario. With `baseline.` in front: the baseline's."))
                st.dataframe(to_fill_in(stage, words), hide_index=True, height=360, width=640)


def _take(step: Step, view: state.View) -> None:
    """What is on screen becomes the stage; a lever that it does not have goes."""
    taken = stage_of(view.shared)
    try:
        if step.lever:
            lever_of(taken.scenario, step.lever)
        lost = {}
    except ScenarioError:
        lost = {"lever": ""}
    draft.change(step.id, {"stage": taken, **lost})


def _load(step: Step) -> None:
    state.show(step.stage)
