"""A button that opens files, speaking the reader's language; Streamlit's own is English."""

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from ui.session import receiving, state

_mount = st.components.v2.component(
    "backstop_upload", isolate_styles=False, html="""
<div class="backstop-upload">
  <button type="button"></button><input type="file" hidden>
</div>
""", css="""
.backstop-upload button {
  min-height: 2.5rem; padding: 0.25rem 0.75rem; font: inherit; font-size: 0.875rem;
  cursor: pointer;
  color: var(--st-text-color); background: none;
  border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius);
}
.backstop-upload button:empty { visibility: hidden; }
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
  // a file may be on its way when the page is drawn again: its request stays with the button
  if (!button.sending) button.textContent = data.label
  input.accept = data.accept
  input.multiple = data.several
  button.onclick = () => (button.sending ? button.sending.abort() : input.click())
  input.onchange = async () => {
    let left = data.limit  // of all files together, which go in one message
    const files = await Promise.all([...input.files].map((file) => {
      const fits = file.size <= left
      left -= fits ? file.size : 0
      return read(file, fits)
    }))
    input.value = ""
    component.setTriggerValue("files", files.filter(Boolean))
  }
  async function read(file, fits) {
    const told = { name: file.name, size: file.size, base64: null, left: false }
    if (fits && data.to) {
      const left = await leave(file)
      return left === undefined ? null : { ...told, left }  // given up
    }
    return { ...told, base64: fits ? await inBase64(file) : null }
  }
  // Leaves a large file at an address; says how far it is, and a press gives it up.
  function leave(file) {
    return new Promise((resolve) => {
      const request = button.sending = new XMLHttpRequest()
      const done = (left) => () => {
        button.sending = undefined
        button.textContent = data.label
        resolve(left && left(request.status))
      }
      request.upload.onprogress = ({ loaded, total }) => {
        button.textContent = data.sending.replace("{share}", Math.floor(100 * loaded / total))
      }
      request.onload = done((status) => status === 200)
      request.onerror = done(() => false)
      request.onabort = done(undefined)
      request.open("POST", data.to)
      request.send(file)
    })
  }
  // A data address has the file's bytes in base64 behind its comma.
  function inBase64(file) {
    return new Promise((resolve, reject) => {
      const reader = new FileReader()
      reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1))
      reader.onerror = () => reject(reader.error)
      reader.readAsDataURL(file)
    })
  }
}
""",
)


@dataclass(frozen=True)
class File:
    """What was opened. `content` is None where it is larger than permitted: then it is unread."""

    name: str
    size: int
    content: bytes | None


def button(
    label: str, key: str, accept: str, limit: int, take: Callable[[list[File]], None],
    several: bool = False,
) -> None:
    """Open files of at most `limit` bytes whose names end on `accept` (`.toml,.xlsx`)."""
    data = {"label": label, "accept": accept, "limit": limit, "several": several}
    _mount(key=key, data=data,
           on_files_change=lambda: take(files(state.sent(key, "files"), limit)))


def large(
    label: str, sending: str, key: str, accept: str, limit: int, take: Callable[[File], None]
) -> None:
    """The same for one large file, which comes over HTTP (`ui.session.receiving`); meanwhile the
    button says `sending`, with its {share}, and a press gives it up.
    """
    data = {"label": label, "accept": accept, "limit": limit, "several": False,
            "to": receiving.offer(key, limit), "sending": sending}
    _mount(key=key, data=data, on_files_change=lambda: _arrived(key, limit, take))


def _arrived(key: str, limit: int, take: Callable[[File], None]) -> None:
    """Hand over what was left, under the name that the browser tells; nothing if it was given up.
    """
    told = state.sent(key, "files")
    named = files(told, limit)
    if named:
        left = isinstance(told[0], dict) and told[0].get("left") is True
        take(File(named[0].name, named[0].size, receiving.taken(key) if left else None))


def files(told: object, limit: int) -> list[File]:
    """What a browser sent as files; whatever else it may have sent is none."""
    found = []
    for each in told if isinstance(told, list) else []:
        if isinstance(each, dict) and isinstance(each.get("name"), str):
            content = _content(each.get("base64"))
            size = each.get("size") if content is None else len(content)
            unread = content is None or len(content) > limit
            found.append(File(each["name"], size if isinstance(size, int) else 0,
                              None if unread else content))
    return found


def _content(text: Any) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True) if isinstance(text, str) else None
    except (binascii.Error, ValueError):
        return None
