"""A button that opens files, speaking the reader's language; Streamlit's own is English."""

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
    const told = { name: file.name, text: null, bytes: null, size: file.size }
    if (file.size > data.limit) return told
    if (!data.binary) return { ...told, text: await file.text() }
    return { ...told, bytes: await base64(file) }
  }
  function base64(file) {
    return new Promise((resolve, reject) => {
      const reader = new FileReader()
      reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1))
      reader.onerror = reject
      reader.readAsDataURL(file)
    })
  }
}
""",
)


def button(
    label: str, key: str, accept: str, limit: int, take: Callable[[list[dict[str, Any]]], None],
    binary: bool = False,
) -> None:
    """Open files whose names end on `accept`; `take` gets name, size and text of each, or with
    `binary` its bytes in base 64. A file over `limit` bytes stays unread: both are None.
    """
    _mount(key=key, data={"label": label, "accept": accept, "limit": limit, "binary": binary},
           on_files_change=lambda: take(state.sent(key, "files") or []))
