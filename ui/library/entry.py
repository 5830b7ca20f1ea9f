"""One entry of the library: what may be done with it, and its history."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from answers import library as answer
from library import SHARED, Entry, Shelf
from ui.frame.page import headline
from ui.library import fields, history, notices
from ui.library.marks import facts, marks
from ui.session import opening, state
from ui.session.opening import choose_entry, file_name
from ui.session.shelf import Notice, attempt, shelf
from ui.session.works import NAME_LENGTH
from wording import Words, mark
from wording.literal import literal

RENAMED = mark("It is now called “{name}”.")
TAGGED = mark("The tags are changed.")
COPIED = mark("“{name}” is a new entry of yours.")
BINNED = mark("“{name}” is in the bin, with all its revisions.")
SHARING = mark("“{name}”: who may use it is changed.")


def draw(view: state.View, entry: Entry, shelf: Shelf) -> None:
    """Headline, actions, history."""
    words = view.words
    st.button(words("All entries"), icon=":material/arrow_back:", key="all entries",
              type="tertiary", on_click=choose_entry, args=("",))
    headline(view, answer.question(words), literal(entry.name))
    st.markdown(marks(entry, view, shelf, len(entry.tags)))
    st.caption(facts(entry, shelf, words))
    notices.draw(lambda: shelf, words)
    with st.container(horizontal=True, vertical_alignment="center"):
        _for_everybody(entry, shelf, words)
        if entry.may_change(shelf.user):
            _for_its_owner(entry, shelf, words)
    history.draw(entry, shelf, words)


def _for_everybody(entry: Entry, shelf: Shelf, words: Words) -> None:
    opening.buttons(entry, entry.latest.number, "entry", words, main=True)
    st.download_button(words("Download"), partial(shelf.content, entry.id), file_name(entry.name),
                       "application/toml", icon=":material/download:", on_click="ignore",
                       key="download entry")
    with st.popover(words("Duplicate"), icon=":material/content_copy:", key="duplicate"):
        name = fields.line(f"library copy {entry.id}", words("Name of the duplicate"),
                           words("{name} (copy)", name=entry.name)[:NAME_LENGTH],
                           max_chars=NAME_LENGTH)
        _do(words("Duplicate"), "do duplicate", _duplicate, entry, name)


def _for_its_owner(entry: Entry, shelf: Shelf, words: Words) -> None:
    with st.popover(words("Rename"), icon=":material/edit:", key="rename"):
        name = fields.line(f"library rename {entry.id}", words("Name"), entry.name,
                           max_chars=NAME_LENGTH)
        _do(words("Rename"), "do rename", _rename, entry, name)
    with st.popover(words("Tags"), icon=":material/label:", key="tags"):
        tags = fields.tags(f"library retag {entry.id}", words, entry.tags)
        _do(words("Set these tags"), "do tags", _tag, entry, tags)
    if shelf.user:
        with st.popover(words("Sharing"), icon=":material/group:", key="share"):
            names, control = answer.sharing_names(words), state.control(f"share {entry.id}")
            st.radio(words("Who may use it"), SHARED, SHARED.index(entry.shared),
                     format_func=names.get, key=control.key, on_change=_shared,
                     args=(control, entry))
    st.button(words("Move to bin"), icon=":material/delete:", key="bin entry", type="tertiary",
              on_click=attempt, args=(_bin, entry))


def _do(label: str, key: str, act: Callable[..., Notice], *arguments: Any) -> None:
    st.button(label, key=key, type="primary", on_click=attempt, args=(act, *arguments))


def _duplicate(entry: Entry, name: str) -> Notice:
    made = shelf().duplicate(entry.id, name)
    fields.clear(f"library copy {entry.id}")
    choose_entry(made.revision.entry_id)
    return Notice(COPIED, {"name": name.strip()})


def _rename(entry: Entry, name: str) -> Notice:
    renamed = shelf().rename(entry.id, name)
    fields.clear(f"library rename {entry.id}")
    return Notice(RENAMED, {"name": renamed.name})


def _tag(entry: Entry, tags: list[str]) -> Notice:
    shelf().retag(entry.id, tags)
    fields.clear(f"library retag {entry.id}")
    return Notice(TAGGED)


def _shared(control: state.Control, entry: Entry) -> None:
    wanted = state.wish(control)
    if wanted is not None:
        attempt(_share, entry, wanted)


def _share(entry: Entry, shared: str) -> Notice:
    shelf().share(entry.id, shared)
    return Notice(SHARING, {"name": entry.name})


def _bin(entry: Entry) -> Notice:
    shelf().bin(entry.id)
    choose_entry("")
    return Notice(BINNED, {"name": entry.name})
