"""What a reload keeps of the pitch at the desk: its page's address, which is a link too; for all
other pages, the memory of the browser's tab.
"""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from model import ScenarioError
from scenarios import pitch_link
from scenarios.link import ORIGIN
from scenarios.pitches import Pitch
from scenarios.versions import is_other
from ui.door import access
from ui.session import draft, opening, showing, state
from ui.session.draft import Opened, Written
from ui.session.shelf import shelf

UNREADABLE = "remembered pitch unreadable"

# Elsewhere an address would send an unfinished pitch with every scenario that is shared. The tab
# keeps what it tells until the session has it: another reload may come in between.
_remember = st.components.v2.component(
    "backstop_draft", isolate_styles=False, js="""
export default function ({ data, setTriggerValue }) {
  if (!data) return
  const name = `backstop-pitch ${data.user}`
  let kept = null
  // Forbidden or full: then a reload forgets, and the pitch's own page still has its address.
  try {
    kept = sessionStorage.getItem(name)
    if (!data.untouched) sessionStorage.setItem(name, data.query)
    else if (data.unreadable) sessionStorage.removeItem(name)
  } catch {}
  if (data.untouched && !data.unreadable && kept) setTriggerValue("kept", kept)
}
""",
)


def query() -> dict[str, str]:
    """Query parameters that bring the pitch back; none while it is the example."""
    now = draft.current()
    if now.pitch == draft.example() and now.opened.origin is None:
        return {}
    told = {"pitch": now.written.address, "step": str(now.place + 1), "entry": entry()}
    return {name: value for name, value in told.items() if value}


def entry() -> str:
    """Entry and revision that the pitch was opened from or last saved as, as an address has it."""
    origin = draft.current().opened.origin
    return "" if origin is None else f"{origin[0]}.{origin[1]}"


def remember() -> None:
    """Leave the pitch with the browser's tab, or ask the tab for it where the session has none."""
    told = {"untouched": draft.current().is_untouched, "query": urlencode(query()),
            "unreadable": state.chosen(UNREADABLE, False), "user": access.user().id}
    _remember(key="draft", data=told, on_kept_change=_recalled)


def _recalled() -> None:
    kept = state.sent("draft", "kept")
    if not state.chosen(UNREADABLE, False) and isinstance(kept, str):
        arrive(dict(parse_qsl(kept)))
        state.choose(UNREADABLE, draft.current().is_untouched)


def arrive(asked: Mapping[str, str]) -> None:
    """Open the pitch of an address, unless the session writes one already.

    Of one that cannot be read, its saved revision is left; either way the page tells why.
    """
    if "pitch" not in asked or not draft.current().is_untouched:
        return
    saved = _saved(asked.get("entry", ""))
    try:
        pitch = pitch_link.decode(asked["pitch"])
    except ScenarioError as error:
        state.refuse(error.problems)
        if saved is None:
            return
        pitch = saved.pitch
    if is_other(pitch.model_version):
        state.came_with(pitch.model_version)
    _begin(pitch, saved, showing.place_of(pitch, asked.get("step", "1")))


def take(now: showing.Showing) -> None:
    """Go on at the desk with what was presented, unless the session writes a pitch already."""
    if draft.current().is_untouched and now.pitch != draft.example():
        _begin(now.pitch, _saved(now.entry), now.place)


def _begin(pitch: Pitch, saved: Opened | None, place: int) -> None:
    """Addresses do not tell what a pitch is called; its entry does."""
    if saved is None:
        saved = Opened(pitch)
    else:
        pitch = replace(pitch, name=saved.pitch.name)
    draft.begin(Written(pitch, saved), pitch.steps[place].id)


def _saved(told: str) -> Opened | None:
    """The revision that an address names, if the library has it for who is here."""
    found = ORIGIN.fullmatch(told)
    if found is None:
        return None
    entry_id, number = found[1], int(found[2])
    try:
        pitch = opening.saved_pitch(shelf().entry(entry_id), number)
    except ScenarioError:
        return None
    return Opened(pitch, (entry_id, number))
