"""Shows a parameter's control: its lever in the sidebar, or else its row among the assumptions."""

import streamlit as st
from streamlit.navigation.page import Page

from ui.frame import levers
from ui.session import navigation, state

_mount = st.components.v2.component(
    "backstop_jump", isolate_styles=False, js="""
// The lever may still be on its way to the page: wait for it for a second.
export default function ({ data }) {
  let patience = 20
  const look = () => {
    const control = document.querySelector(data?.selector)
    if (!control && patience-- > 0) return setTimeout(look, 50)
    control?.scrollIntoView({ block: "center", behavior: "smooth" })
    const field = control?.querySelector("input") ?? control?.querySelector("button")
    field?.focus({ preventScroll: true })
  }
  if (data) look()
}
""",
)


def follow(page: Page) -> None:
    """Go where the reader asked to be taken; `page` is the one on show."""
    view = state.current()
    if not view.jump:
        return
    lever = levers.covering(view.jump, view.scenario, view.words)
    if lever is not None:
        state.jump("")
        _mount(key="jump", data={"selector": state.selector(lever.name)})
    elif page.url_path != navigation.ASSUMPTIONS.address:
        st.switch_page(navigation.ASSUMPTIONS.file)
