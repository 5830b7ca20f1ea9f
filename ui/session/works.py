"""What a session works on and may save: the scenario on screen, the pitch at the desk."""

from collections.abc import Callable
from dataclasses import dataclass

import scenarios
from library import Saved
from scenarios.pitches import write_pitch
from ui.session import document, draft, spread, state
from ui.session.shelf import DESK, LIBRARY
from wording.literal import brief

NAME_LENGTH = 120
DESK_FORM = "save to library"
"""The popover with the form, which is done with once the pitch is saved."""


@dataclass(frozen=True)
class Work:
    """A work of some kind as it now is.

    `at`: the page where it is saved. `suggested`: the name for a new entry. `origin`: entry and
    revision that it came from or was last saved as. `written(name, note)` gives the text of what
    is then worked on, and what tells the session where that was saved.
    """

    kind: str
    at: str
    title: str
    suggested: str
    origin: tuple[str, int] | None
    changed: bool
    written: Callable[[str, str], tuple[str, Callable[[Saved], None]]]


def on_screen(view: state.View) -> Work:
    """The scenario on screen."""
    title, origin = view.shared.document.title(view.language), document.origin(view)
    # A file brings its own title; a preset's would be the same for everybody.
    own = view.shared.opened is not None and origin is None
    return Work(
        kind="scenario",
        at=LIBRARY,
        title=title,
        suggested=brief(title, NAME_LENGTH) if own else "",
        origin=origin,
        changed=document.changed(view),
        written=_scenario_written,
    )


def _scenario_written(name: str, note: str) -> tuple[str, Callable[[Saved], None]]:
    made = document.named(state.current(), name, note)

    def saved(saved: Saved) -> None:
        revision = saved.revision
        state.saved_as(document.kept_at(made, revision.entry_id, revision.number))
        spread.forget_edits()

    return scenarios.write(made), saved


def at_the_desk(language: str) -> Work:
    """The pitch that is written; its titles are its own, whatever name it is saved under."""
    now = draft.current()
    title, changed = now.pitch.title(language), now.pitch != now.opened.pitch
    # The title of the example would be the same for everybody.
    own = now.pitch.titles != draft.example().titles and now.opened.origin is None
    return Work(
        kind="pitch",
        at=DESK,
        title=title,
        suggested=brief(title, NAME_LENGTH) if own else "",
        origin=now.opened.origin,
        changed=changed,
        written=_pitch_written,
    )


def _pitch_written(_name: str, _note: str) -> tuple[str, Callable[[Saved], None]]:
    def saved(saved: Saved) -> None:
        draft.saved_as(saved.revision.entry_id, saved.revision.number)
        state.shut(DESK_FORM)

    return write_pitch(draft.current().pitch), saved
