"""Sections and pages, titled in the reader's language, each by the question it answers."""

import streamlit as st

from ui import answers
from ui.state import View

ASSUMPTIONS = "pages/explore/assumptions.py"


def choose(view: View):
    """The page on show. Addresses stay the same in both languages."""
    words = view.words
    explore = [
        _page("explore/overview", words("Overview"), "visibility", answers.overview, words),
        _page("explore/price", words("Price"), "trending_up", answers.price, words),
        _page("explore/exits", words("Exits"), "logout", answers.exits, words),
        _page("explore/releases", words("Releases"), "water_drop", answers.releases, words),
        _page("explore/payouts", words("Payouts"), "payments", answers.payouts, words),
        _page("explore/treasury", words("Treasury"), "account_balance", answers.treasury, words),
        _page("explore/assumptions", words("Assumptions"), "tune", answers.assumptions, words),
    ]
    decide = [
        _page("decide/claims", words("Claims"), "fact_check", answers.claims, words),
        _page("decide/compare", words("Compare"), "compare_arrows", answers.compare, words),
        _page("decide/levers", words("Levers"), "leaderboard", answers.levers, words),
        _page("decide/goal_seek", words("Goal seek"), "target", answers.goal_seek, words),
        _page("decide/data_table", words("Data table"), "grid_on", answers.data_table, words),
        _page("decide/uncertainty", words("Uncertainty"), "casino", answers.uncertainty, words),
    ]
    understand = [
        _page("understand/worked_example", words("Worked example"), "calculate",
              answers.worked_example, words),
        _page("understand/method", words("Method"), "functions", answers.method, words),
        _page("understand/glossary", words("Glossary"), "menu_book", answers.glossary, words),
    ]
    sections = {words("Explore"): explore, words("Decide"): decide,
                words("Understand"): understand}
    return st.navigation(sections, expanded=True)


def _page(path: str, title: str, icon: str, answer, words):
    file = f"pages/{path}.py"
    return st.Page(
        file, title=title, url_path=address(file), icon=f":material/{icon}:",
        default=path == "explore/overview", help=answer.question(words),
    )


def address(file: str) -> str:
    """The last part of a page's address: `pages/understand/worked_example.py` → worked-example."""
    return file.rpartition("/")[2].removesuffix(".py").replace("_", "-")
