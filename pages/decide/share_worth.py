"""What is a share worth? The pitch's anecdote, then the scheme's own accounts."""

import streamlit as st

from answers import share_worth as answer
from answers.results import results
from ui.frame import pickers, tables
from ui.frame.page import board, cards, headline, long_table
from ui.session import state


def draw(view: state.View) -> None:
    words, scenario = view.words, view.scenario
    place = st.container()
    long_table(answer.anecdote(words))
    st.markdown(answer.holders(words))
    left, right = st.columns(2)
    with left:
        shares = pickers.founders_shares(words)
    with right:
        run = results(scenario).run
        best, last = answer.best_day(run), run.days - 1
        other = int(pickers.number(
            f"share day {best} {last}",
            words("Another day than the last (at first that of most cash)"),
            best, whole=True, min_value=0, max_value=last))
    with place:
        headline(view, answer.question(words), answer.verdict(answer.at(scenario, shares), words))
    bars = answer.swings(scenario)
    long_table(answer.accounts(scenario, shares, words, other))
    moved = answer.sensitivity(bars, words)
    tables.draw(moved.title, moved.help, moved.rows, moved.key, moved.note)
    cards(answer.path(scenario, words), answer.swing(bars, words), place="share worth")


board(draw)
