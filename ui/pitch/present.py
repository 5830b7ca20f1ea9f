"""Presenting: one step over the whole window, without any control of the app."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from analysis.batches import Progress
from answers import headlines
from answers.cards import Card
from answers.draws import stated
from answers.figures import FIGURES, Scene
from answers.help import listed, made_with
from answers.pitch.sentences import tile
from answers.ranges import Asked, asked, computed, note
from answers.results import Results, prepared, results
from answers.tiles import Told
from charts.style import without_baseline
from model import Scenario, ScenarioError
from scenarios.pitches import Step
from scenarios.versions import is_other
from ui import panel
from ui.frame import page as frame
from ui.frame import ranges
from ui.pitch import notes, slide
from ui.session import address, carried, jobs, navigation, showing, state
from ui.session.showing import Showing
from wording import LANGUAGES, Words

BARE = """<style>
[data-testid=stSidebar], [data-testid=stHeader], [data-testid=stExpandSidebarButton],
[data-testid=stToolbar], [data-testid=stStatusWidget] { display: none !important }
</style>"""
WHOLE_WINDOW = """<style>
[data-testid=stApp] { overflow: hidden }
.stMainBlockContainer { padding: 0 !important; max-width: none !important }
.st-key-refused-pitch { padding: 8vh 8vw }
</style>"""


def draw() -> None:
    """The step on show, or the presenter's notes where the address asks for them."""
    st.html(BARE)
    if "notes" in st.query_params:
        notes.draw()
        return
    st.html(WHOLE_WINDOW)

    @st.fragment(key=state.VIEW)
    def view() -> None:
        words = state.current().words
        navigation.follow()
        with frame.guarded(words):
            try:
                now = showing.current()
            except ScenarioError as error:
                _refused(error, words)
            else:
                _show(now, words)

    view()


def _refused(error: ScenarioError, words: Words) -> None:
    """What is wrong with the address, and the way to the page where pitches are made."""
    with st.container(key="refused pitch"):
        st.header(words("This pitch cannot be shown."), anchor=False)
        st.warning(listed(error.problems, words), icon=":material/link_off:")
        st.page_link(navigation.PITCH.file, label=words("To the page where pitches are made"))


def _show(now: Showing, words: Words) -> None:
    words = now.step.stage.words(words.language)
    with st.container(key="preparing"):  # the first run of a process takes its time
        if not prepared():
            with st.spinner(words("Computing … the very first run prepares the model.")):
                results(now.step.stage.scenario)
    if is_other(state.current().made_with):
        st.toast(made_with(state.current().made_with, words), icon=":material/history:")
        state.came_with("")
    slide.mount(key="slide", data=slide.encoded(now, words), on_said_change=_heard)
    _shown(now.step, now.is_open, words)
    address.show(showing.query(now, state.current()), {}, showing.resume)
    _prepare(now)


def _shown(step: Step, is_open: bool, words: Words) -> None:
    """The step's figure or numbers, unless they are still guessed."""
    if step.kind == "text" or is_open or not (step.figure or step.tiles):
        return
    now, then = results(step.stage.scenario), results(step.stage.baseline)
    if step.figure:
        frame.cards(card_of(step, words), large=True)
    else:
        _ranged(step, now, then, words)


def _ranged(step: Step, now: Results, then: Results, words: Words) -> None:
    """Headline numbers with the range in which nine of ten draws lie, once that is computed."""
    wanted = _wanted(step)
    shown = _numbers(step, now, then, words)
    below = "\n".join(filter(None, (headlines.unlike(now, then, words), note(wanted, words))))
    ranges.draw(wanted, shown,
                lambda told, ask: panel.numbers(told, below, large=True, ask=ask), words)


def _wanted(step: Step) -> Asked:
    """The ranges of the step's numbers."""
    stage = step.stage
    return asked(stage.scenario, stated(stage.document, stage.scenario), step.tiles)


def _numbers(step: Step, now: Results, then: Results, words: Words) -> list[Told]:
    """Headline numbers by whose gain they are; beside itself none has a baseline to tell of."""
    shown = headlines.grouped([tile(name, words) for name in step.tiles], now, then, words)
    if now is then:
        return [{**each, "change": "", "baseline": "", "arrow": "off"} for each in shown]
    return shown


def card_of(step: Step, words: Words) -> Card:
    """The step's figure; what is its own baseline is drawn once."""
    now, then = results(step.stage.scenario), results(step.stage.baseline)
    card = FIGURES[step.figure](Scene(now, then, words))
    return replace(card, figure=without_baseline(card.figure)) if now is then else card


def _prepare(now: Showing) -> None:
    """Compute what the next step shows while the audience looks at this one."""
    for step in now.pitch.steps[now.place + 1 : now.place + 2]:
        question = step.stage.scenario, step.stage.baseline, _wanted(step)
        job = jobs.current("next step")
        if job is None or job.question != question:
            jobs.start("next step", question, partial(_computed, question))


def _computed(question: tuple[Scenario, Scenario, Asked], progress: Progress) -> None:
    *scenarios, wanted = question
    for each in scenarios:
        results(each)
    if wanted.results:
        computed(wanted, progress, threads=1)


def _heard() -> None:
    """Do what the presenter asked for by key, click or lever, each once: the slide numbers them
    (`slide_js/said.js`)."""
    for said in state.sent("slide", "said") or ():
        if said["number"] > showing.heard():
            showing.hear(said["number"])
            if said["act"] in ACTS:
                ACTS[said["act"]](said["value"])


def _language(_value: object) -> None:
    codes = list(LANGUAGES)
    state.set_language(codes[(codes.index(state.current().language) + 1) % len(codes)])


def _leave(_value: object) -> None:
    now = showing.current()
    if now.home is navigation.PITCH:
        carried.take(now)
    navigation.go(now.home)


ACTS: dict[str, Callable[[Any], None]] = {
    "go": showing.go, "reveal": showing.reveal, "lever": showing.move, "leave": _leave,
    "reset": lambda _value: showing.reset(), "notes": lambda _value: showing.turn_notes(),
    "code": lambda _value: showing.turn_code(), "language": _language,
    "phones": lambda _value: showing.turn_phones(),
}
