"""Sections and pages, titled in the reader's language."""

import streamlit as st

from ui.state import View


def choose(view: View):
    """The page on show. Addresses stay the same in both languages."""
    words = view.words
    explore = [
        st.Page(
            "pages/explore/overview.py", title=words("Overview"), url_path="overview",
            icon=":material/visibility:", default=True,
            help=words("Who wins, who pays, and when does the money run out?"),
        ),
        st.Page(
            "pages/explore/price.py", title=words("Price"), url_path="price",
            icon=":material/trending_up:", help=words("What lifts the price, and how far?"),
        ),
    ]
    return st.navigation({words("Explore"): explore}, expanded=True)
