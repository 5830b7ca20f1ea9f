"""Shows a parameter's control: scrolls to its lever and puts the keyboard there."""

import streamlit as st

_mount = st.components.v2.component(
    "backstop_jump", isolate_styles=False, js="""
// The lever may still be on its way to the page: wait for it for a second.
export default function ({ data }) {
  let patience = 20
  const look = () => {
    const control = document.querySelector(data.selector)
    if (!control && patience-- > 0) return setTimeout(look, 50)
    control?.scrollIntoView({ block: "center", behavior: "smooth" })
    control?.querySelector("input, button, [role=slider]")?.focus({ preventScroll: true })
  }
  look()
}
""",
)


def to(selector: str) -> None:
    """Scroll to what `selector` finds in the page."""
    _mount(key="jump", data={"selector": selector})
