"""The workbook to fill in, to be downloaded."""

import streamlit as st

from reports import fill_in
from ui.session import state
from wording import Words

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer(words: Words) -> None:
    """A button that downloads the workbook, with the scheme on screen where that is one's own, else
    a blank one.
    """
    st.download_button(
        words("Download the XLSX template"), lambda: _made(words),
        "backstop-template.xlsx", MIME, icon=":material/table_view:", type="tertiary",
        on_click="ignore", key="xlsx template",
        help=words("Fill in the yellow cells, save, and open the file here."))


def _made(words: Words) -> bytes:
    shared = state.current().shared
    if not shared.document.own:
        return fill_in.workbook(fill_in.blank(), words)
    return fill_in.workbook(shared.scenario, shared.words(words.language))
