"""A button that opens text files, speaking the reader's language; Streamlit's own is English."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from ui import state

_mount = st.components.v2.component(
    "backstop_upload", isolate_styles=False, html="""
<div class="backstop-upload">
  <button type="button"></button><input type="file" multiple hidden>
</div>
""", css="""
.backstop-upload button {
  min-height: 2.5rem; padding: 0.25rem 0.75rem; font: inherit; cursor: pointer;
  color: var(--st-text-color); background: none;
  border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius);
}
.backstop-upload button:hover { color: var(--st-primary-color); }
.backstop-upload button:hover, .backstop-upload button:focus-visible {
  border-color: var(--st-primary-color);
}
.backstop-upload button:focus-visible {
  outline: 2px solid var(--st-primary-color); outline-offset: 1px;
}
""", js="""
export default function (component) {
  const { data, parentElement } = component
  const button = parentElement.querySelector("button")
  const input = parentElement.querySelector("input")
  button.textContent = data.label
  input.accept = data.accept
  button.onclick = () => input.click()
  input.onchange = async () => {
    const files = await Promise.all([...input.files].map(read))
    input.value = ""
    component.setTriggerValue("files", files)
  }
  async function read(file) {
    return { name: file.name, text: file.size > data.limit ? null : await file.text(),
      size: file.size }
  }
}
""",
)


def button(
    label: str, key: str, accept: str, limit: int, take: Callable[[list[dict[str, Any]]], None]
) -> None:
    """Open files whose names end on `accept`; `take` gets name, size and text of each, where the
    text of a file over `limit` bytes stays unread (None).
    """
    _mount(key=key, data={"label": label, "accept": accept, "limit": limit},
           on_files_change=lambda: take(state.sent(key, "files") or []))
