"""Where a pitch is written: its steps, the chosen one's entries, and how it will look."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from answers import library as library_answer
from answers import pitch as answer
from answers.help import listed
from answers.pitch.sentences import shown, tile
from answers.results import results
from library import LibraryError
from model import ScenarioError
from scenarios.documents import TITLE_LIMIT
from scenarios.pitch_link import PACKED
from scenarios.pitches import Step, write_pitch
from ui.frame import page as frame
from ui.frame import tiles as ui_tiles
from ui.library import notices, saving
from ui.pitch import editor, fields, present
from ui.session import (
    address,
    carried,
    draft,
    marking,
    navigation,
    opening,
    showing,
    state,
    upload,
    works,
)
from ui.session.shelf import DESK, attempt, shelf
from wording import LANGUAGES, Words
from wording.literal import brief, literal

BRIEF = 54
"""Latin letters of a sentence in the list: two lines."""

REFUSED = "pitch refused"
"""What the last new step got wrong."""


def draw(view: state.View) -> None:
    """Headline, what can be done with the pitch, its steps, the chosen step and its preview."""
    words, now = view.words, draft.current()
    frame.headline(view, answer.question(words), literal(answer.verdict(now.pitch, now.refused,
                                                                        words)))
    notices.draw(shelf, words, DESK)
    _actions(now, view)
    _wrong(now, words)
    _titles(now, words)
    steps, entries = st.columns([3, 5], gap="medium")
    with steps:
        _list(now, words)
        _order(now, view)
        marking.draw(view, "desk")
    with entries:
        with st.container(border=True, key="step"):
            editor.draw(now.step, view)
        _preview(now.step, words)


def _actions(now: draft.Draft, view: state.View) -> None:
    """Present, undo, save, send and open."""
    words = view.words
    with st.container(horizontal=True, vertical_alignment="center", key="pitch actions"):
        from_here = st.button(words("Present from here"), type="primary", key="present",
                              icon=":material/slideshow:")
        if from_here or st.button(words("From the start"), key="present all",
                                  icon=":material/first_page:"):
            showing.begin(now.pitch, now.place if from_here else 0, entry=carried.entry())
            navigation.follow()
        st.button(words("Undo edit"), icon=":material/undo:", key="undo pitch",
                  on_click=draft.undo, disabled=not now.past)
        st.button(words("Redo edit"), icon=":material/redo:", key="redo pitch",
                  on_click=draft.redo, disabled=not now.future)
        _library(words)
        upload.button(words("Open a file …"), "open pitch", opening.ACCEPTED, opening.LIMIT,
                      partial(opening.take, at=DESK))
        st.download_button(words("Save as a file"), partial(write_pitch, now.pitch),
                           file_name="backstop-pitch.toml", mime="application/toml",
                           key="save pitch", icon=":material/save:", on_click="ignore")
        _link(now, view)
        st.button(words("Open the example"), icon=":material/lightbulb:", key="open example",
                  on_click=partial(attempt, draft.open_pitch, at=DESK), args=(draft.example(),),
                  disabled=now.pitch == draft.example())


def _library(words: Words) -> None:
    """The form that saves into the library, once it is opened."""
    with st.popover(words("Save in the library"), icon=":material/inventory_2:",
                    key=works.DESK_FORM, on_change="rerun") as opened:
        if not opened.open:
            return
        try:
            saving.draw(works.at_the_desk(words.language), words("Save this pitch"), shelf(), words,
                        narrow=True)
        except LibraryError as error:
            for each in error.problems:
                st.caption(literal(library_answer.refusal(each, words)))


def _link(now: draft.Draft, view: state.View) -> None:
    """What opens the pitch at somebody else's desk."""
    words = view.words
    with st.popover(words("Link"), icon=":material/link:", key="pitch link",
                    on_change="rerun") as opened:
        if opened.open:
            asked = {**carried.query(), **state.query(view)}
            address.offer(
                None if now.written.address == PACKED else state.address(asked),
                words("The link holds the whole pitch with its notes, and the scenario on screen."),
                words("This pitch is too long for a link: save it in the library or as a file."))


def _wrong(now: draft.Draft, words: Words) -> None:
    """Entries and steps that were refused, an address that is too long."""
    if now.refused:
        with st.container(key="pitch problems"):
            st.warning(words("These entries are not in the pitch yet. It is shown, presented and "
                             "saved as it was before them.") + listed(now.refused, words),
                       icon=":material/warning:")
            st.button(words("Discard these entries"), key="give up", on_click=draft.give_up)
    refused = (*state.chosen(REFUSED, ()), *state.chosen(marking.REFUSED, ()))
    if refused:
        st.warning(words("This could not be done:") + listed(refused, words),
                   icon=":material/warning:")
    if now.written.address == PACKED:
        st.caption(words("This pitch is too long for an address: present it from here, and do not "
                         "reload the window meanwhile."))


def _titles(now: draft.Draft, words: Words) -> None:
    label = words("Title")
    for column, each in zip(st.columns(len(LANGUAGES)), LANGUAGES.values(), strict=True):
        with column:
            fields.line(draft.TITLES, f"title.{each.code}", f"{label} · {each.name}",
                        now.pitch.titles.get(each.code, ""), TITLE_LIMIT)


def _list(now: draft.Draft, words: Words) -> None:
    """The steps by their sentences; the chosen one is worked on."""
    texts = {step.id: f"{number}\\. {literal(_brief(step, words))}"
             for number, step in enumerate(now.pitch.steps, start=1)}
    # A browser sends choices as they were worded: other wording begins the list anew.
    told = tuple(texts.items())
    control = state.following("pitch step", (now.step.id, told))
    with st.container(key="steps"):
        st.radio(words("Steps"), list(texts), now.place, format_func=texts.get, key=control.key,
                 on_change=_choose, args=(control, told))


def _brief(step: Step, words: Words) -> str:
    said = shown(step, "sentence", words)
    return brief(said, words.habits.letters(BRIEF)) if said else words("(no sentence yet)")


def _choose(control: state.Control, told: tuple[tuple[str, str], ...]) -> None:
    wanted = state.wish(control)
    if wanted is not None:
        state.note(control.name, (wanted, told))
        draft.choose(wanted)


def _order(now: draft.Draft, view: state.View) -> None:
    """What can be done with the chosen step among the others."""
    words, last = view.words, len(now.pitch.steps) - 1
    acts: dict[str, tuple[str, str, Callable[[], None], bool]] = {
        "up": (words("Up"), "arrow_upward", partial(draft.shift, -1), now.place > 0),
        "down": (words("Down"), "arrow_downward", partial(draft.shift, 1), now.place < last),
        "duplicate": (words("Duplicate"), "content_copy", draft.duplicate, True),
        "remove": (words("Remove"), "delete", draft.remove, last > 0),
        "add": (words("Add words"), "add", partial(draft.add, view.shared), True),
    }
    with st.container(horizontal=True, gap="xsmall", key="order"):
        for key, (label, icon, act, possible) in acts.items():
            st.button(label, icon=f":material/{icon}:", key=f"step {key}", disabled=not possible,
                      on_click=_try, args=(act,))


def _try(act: Callable[[], None]) -> None:
    """Do it, or say why not."""
    try:
        act()
    except ScenarioError as error:
        state.choose(REFUSED, tuple(error.problems))
    else:
        state.choose(REFUSED, ())


def _preview(step: Step, words: Words) -> None:
    """The step as the audience will see it, a guess after its reveal."""
    words = step.stage.words(words.language)
    with st.container(key="preview"):
        st.caption(words("Preview"))
        st.subheader(literal(shown(step, "sentence", words)) or "…", anchor=False)
        if step.kind == "guess":
            st.subheader(literal(shown(step, "reveal", words)) or "…", anchor=False)
    if step.kind == "text":
        return
    if step.figure:
        frame.cards(present.card_of(step, words))
    elif step.tiles:
        ui_tiles.draw([tile(name, words) for name in step.tiles],
                      results(step.stage.scenario), results(step.stage.baseline), words)
