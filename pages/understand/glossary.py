"""Glossary: what do the words mean?"""

import streamlit as st

from answers import glossary as answer
from ui.frame import search
from ui.frame.page import text_page
from ui.understand.glossary import Entry, entries
from wording import Words


def body(words: Words) -> None:
    wanted = search.field("glossary search", words)
    sections = {
        title: search.matching([_cells(entry, words) for entry in rows], wanted)
        for title, rows in entries(words).items()
    }
    if not any(sections.values()):
        search.nothing(wanted, words)
    for title, rows in sections.items():
        if rows:
            st.subheader(title, anchor=False)
            search.table(rows)


def _cells(entry: Entry, words: Words) -> dict[str, str]:
    return {
        **{name: f"**{called}**" for name, called in entry.called.items()},
        words("Meaning"): entry.meaning,
        words("Where"): entry.pages,
    }


text_page(answer.question, body)
