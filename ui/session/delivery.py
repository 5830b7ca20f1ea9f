"""Presses download buttons of the page by itself: once for every file that the reader asked for.

A file comes from its own button and is sent once. What was delivered is remembered in the window
that asked, so that nothing that runs the page again, nor a return to it, delivers twice.
"""

from collections.abc import Mapping

import streamlit as st

from ui.session.state import selector

_mount = st.components.v2.component(
    "backstop_delivery", isolate_styles=False, js="""
const delivered = (window.backstopDelivered ??= new Set())

// The button may still be on its way to the page. Frames are not waited for: a page in the
// background draws none.
export default function ({ data }) {
  let later
  const press = () => {
    clearTimeout(later)
    for (const [file, place] of Object.entries(data?.files ?? {})) {
      if (delivered.has(file)) continue
      const button = document.querySelector(`${place} button`)
      if (button) delivered.add(file), button.click()
      else later = setTimeout(press, 50)
    }
  }
  press()
  return () => clearTimeout(later)
}
""",
)


def deliver(buttons: Mapping[str, str]) -> None:
    """Press the download buttons of files that were not delivered yet: mark of a job → key."""
    _mount(key="delivery", data={"files": {mark: selector(key) for mark, key in buttons.items()}})
