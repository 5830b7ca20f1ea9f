"""What a running scheme has really paid, pasted or opened, laid over the scenario on screen."""

import streamlit as st

from answers import actuals as texts
from fit.refusals import Refused
from fit.texts import encoding_of
from model import ScenarioError
from scenarios.actuals import BYTES_LIMIT, read_actuals
from ui.frame import tables
from ui.frame.page import cards
from ui.session import jobs, opening, state, upload

TEXT, REFUSED = "actual table", "actual table refused"


def draw(view: state.View) -> None:
    """The field and the upload; deviations in words; a figure a column."""
    words = view.words
    st.subheader(words("What a scheme has really paid"), anchor=False)
    st.caption(words("A table with a day (from 0), a month (from 1) or a date and any of {names}; "
                     "pasted from a spreadsheet, or as CSV. It is laid over the scenario on "
                     "screen.", names=texts.columns(words)))
    control = state.following(TEXT, state.chosen(TEXT, ""))
    with st.container(key=TEXT):
        st.text_area(words("Paste the table here"), state.chosen(TEXT, ""), key=control.key,
                     height=120, max_chars=BYTES_LIMIT, on_change=state.choose_wished,
                     args=(control,))
    upload.button(words("Open a CSV file"), "open actuals", ".csv,.tsv,.txt", BYTES_LIMIT,
                  lambda files: state.everywhere(_take, files))
    refused: ScenarioError | None = state.chosen(REFUSED, None)
    if refused is not None:
        jobs.failed(refused, words)
    given = state.chosen(TEXT, "")
    if not given.strip():
        return
    try:
        actuals = read_actuals(given, view.shared.day_zero)
    except ScenarioError as error:
        jobs.failed(error, words)
        return
    after = texts.beyond(actuals, view.scenario)
    tables.draw(words("What happened, and the scenario"),
                words("Sums over the rows in which both say something; of pool, points, price and "
                      "cash the last of them."),
                texts.deviations(actuals, view.scenario, words), "actuals",
                words("{count} rows lie after the scenario's end and are left out.", count=after)
                if after else "")
    cards(*texts.cards(actuals, view.scenario, words), place="actuals")


def _take(files: list[upload.File]) -> None:
    """Put a file's text into the field, or keep why it is none."""
    if not files:
        return
    state.forget(REFUSED)
    try:
        content = opening.content_of(files[0])
        encoding = encoding_of(content)
        if encoding is None:
            raise Refused("not_text", files[0].name)
    except ScenarioError as error:
        state.choose(REFUSED, error)
        return
    state.choose(TEXT, content.decode(encoding))
    state.renew(TEXT)
