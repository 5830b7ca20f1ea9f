"""From a client's export of orders to a scenario: upload, questions, fit, what came of it.

The file stays in this session's memory until it is closed; reading and fitting are jobs, so that
nobody else waits for them.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePath
from traceback import extract_tb
from uuid import uuid4

import streamlit as st

from answers import order_figures as drawn
from answers import order_history as texts
from answers.help import listed
from answers.paged import Table as Shown
from answers.tables import orders as rows
from fit import written
from fit.choices import Choices
from fit.document import Asked, Fitted, document_of
from fit.fitted import Fit, fit_orders
from fit.imported import Imported, import_table, read_table
from fit.newcomers import newcomers
from fit.refusals import Refused
from fit.table import Table
from fit.texts import BYTES_LIMIT
from model import ScenarioError
from model.progress import Cancelled, Progress
from model.terms.problems import problem
from scenarios.contents import PAGES
from scenarios.documents import NAME_LIMIT, Document
from scenarios.files import json_text, plain_all
from ui.frame import tables
from ui.frame.page import cards, headline, long_table
from ui.session import jobs, navigation, opening, state, upload
from ui.start import actuals
from ui.start import asked_of_orders as asked
from wording import Words
from wording.literal import literal

ACCEPTED = ".csv,.tsv,.txt,.xlsx,.xlsm"
FILE, REFUSED = "orders file", "orders refused"
READ, FIT = "read orders", "fit orders"
LAST_READ, LAST_FIT = "orders read", "orders fitted"
"""What stands here while other answers are being read, and what only a fit can ask."""


@dataclass(frozen=True)
class Held:
    """The file that this session works on: `mark` is of this upload alone."""

    mark: str
    name: str


@dataclass(frozen=True, eq=False)
class Read:
    """The table of a file, to be read again after other answers, and what is in it."""

    table: Table
    source: Imported


def draw(view: state.View) -> None:
    """Upload; what was read; what is asked; what was fitted, and the ways on."""
    place = st.container()
    held: Held | None = state.chosen(FILE, None)
    _upload(held, view.words)
    found = _body(held, view) if held else None
    with place:
        said = texts.verdict(found, view.words) if found else view.words(
            "An export of orders becomes a scenario: joins, segments and baskets are measured.")
        headline(view, texts.question(view.words), said)
    if not held:
        st.markdown(view.words(
            "A row an order, or a line of one, with at least the time of payment, the amount paid "
            "and an id of the customer: exports of Taobao, Youzan, ERPs and Shopify are known by "
            "their headers. The file is read in memory and never kept; no id, name or phone "
            "reaches a document, a report or a log."))
    actuals.draw(view)


def _upload(held: Held | None, words: Words) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        upload.large(words("Open an export of orders"), words("Sending … {share}%; press to stop"),
                     "open orders", ACCEPTED, BYTES_LIMIT,
                     lambda file: state.everywhere(_take, file))
        if held:
            st.markdown(f"**{literal(held.name)}**", width="content")
            st.button(words("Close the file"), key="close orders", icon=":material/close:",
                      type="tertiary", on_click=state.everywhere, args=(_close,))
        else:
            st.caption(words("CSV, TSV or XLSX, up to 200 MB"), width="content")
    refused: ScenarioError | None = state.chosen(REFUSED, None)
    if refused is not None:
        jobs.failed(refused, words)


def _take(file: upload.File) -> None:
    """Begin to read; what was open before is let go."""
    _close()
    name = PurePath(file.name).name[:NAME_LIMIT]
    if file.content is None:
        state.choose(REFUSED, Refused("too_large", name, f"{file.size} bytes",
                                      permitted=f"n ≤ {BYTES_LIMIT} bytes")
                     if file.size > BYTES_LIMIT
                     else ScenarioError([problem(opening.UNREADABLE, name)]))
    else:
        held = Held(uuid4().hex, name)
        state.choose(FILE, held)
        jobs.start(READ, (held.mark, Choices()), partial(_read, name, file.content))


def _close() -> None:
    """Let go of the file and of all that came of it."""
    for name in (READ, FIT):
        jobs.drop(name)
    for name in (FILE, REFUSED, LAST_READ, LAST_FIT):
        state.forget(name)


def _read(name: str, content: bytes, progress: Progress) -> Read:
    with _nobody_named():
        table = read_table(name, content, _half(progress, 0))
        return Read(table, import_table(name, table, Choices(), _half(progress, 1)))


def _half(progress: Progress, which: int) -> Progress:
    """Progress of the first or the second half of a job."""
    return lambda done, total: progress(which * total + done, 2 * total)


def _read_again(name: str, table: Table, choices: Choices, progress: Progress) -> Read:
    with _nobody_named():
        return Read(table, import_table(name, table, choices, progress))


@contextmanager
def _nobody_named() -> Iterator[None]:
    """What fails for want of a check of ours is logged by its kind and place: its own words may
    hold a cell of the file.
    """
    try:
        yield
    except (ScenarioError, Cancelled):
        raise
    except Exception as error:
        at = extract_tb(error.__traceback__)[-1]
        told = f"{type(error).__name__} at {PurePath(at.filename).name}:{at.lineno}"
        raise RuntimeError(told) from None


def _body(held: Held, view: state.View) -> Fit | None:
    """Everything below the upload; the fit once there is one for what is asked."""
    words, choices = view.words, asked.answers(held.mark)
    now = _reading(held, choices, words)
    last: Read | None = state.chosen(LAST_READ, None)
    if now is not None:
        st.markdown("\n".join(f"- {literal(each)}" for each in texts.read(now.source, words)))
        _counts(now.source, words)
    if last is not None:
        with st.expander(words("Which column says what"), expanded=now is None):
            asked.columns(held.mark, last.table, last.source, words, open_too=now is None)
    if now is None or last is None:
        return None
    if now.source.error is not None:
        asked.questions(held.mark, last.table, now.source, (), words)
        _unfit(now.source, now.source.error, words)
        return None
    return _fitting(held, now, choices, view)


def _reading(held: Held, choices: Choices, words: Words) -> Read | None:
    """What is in the file under these answers; read again, by itself, where they changed."""
    wanted = (held.mark, _of_import(choices))
    job = jobs.current(READ)
    if job is None:
        st.caption(words("Reading was stopped. Open the file once more."))
        return None
    if isinstance(job.result, Read):
        state.choose(LAST_READ, job.result)
    last: Read | None = state.chosen(LAST_READ, None)
    if last is not None and job.question != wanted:
        jobs.start(READ, wanted, partial(_read_again, held.name, last.table, wanted[1]))
    read: Read | None = jobs.show(READ, wanted, words)
    return read


def _of_import(choices: Choices) -> Choices:
    """The answers that reading asks for; the others are those of the fit."""
    return replace(choices, complete=None, market_size=None)


def _counts(source: Imported, words: Words) -> None:
    if source.dropped or source.refused:
        with st.expander(words("What does not count, and why")):
            tables.draw(words("What does not count, and why"),
                        words("Reasons are tried in this order, one an order. Rows are counted for "
                              "blank rows, totals, copies and refunds, orders for all others."),
                        rows.reasons(source, words), "orders reasons")
    _download(words("Download the counts"), "orders.json", lambda: written.counts(source))


def _unfit(source: Imported, error: Refused, words: Words) -> None:
    """Why nothing is fitted, and what the file tells all the same."""
    st.warning(words("No scenario can be fitted to this file:") + listed(error.problems, words),
               icon=":material/warning:")
    if error.code == "too_few":
        return
    cards(drawn.daily(source, words), place="orders")
    tables.draw(words("Baskets"), words("What an order is worth."),
                rows.basket_of_all(source, words), "orders baskets")
    _download(words("Download what can be used"), "fit.json", lambda: written.usable(source))


def _fitting(held: Held, read: Read, choices: Choices, view: state.View) -> Fit | None:
    """Questions, the button, and the results once they are there."""
    words, source = view.words, read.source
    assert source.members is not None
    last: Fit | None = state.chosen(LAST_FIT, None)
    market = tuple(each for each in (last.questions if last else ()) if each.name == "market_size")
    with st.container(border=True, key="orders questions"):
        st.markdown("**" + words("What the file leaves open") + "**")
        asked.questions(held.mark, read.table, source,
                        (newcomers(source.members, choices.complete).question, *market), words)
        base = asked.base_of(held.mark, view)
        wanted = asked.fit_settings(held.mark, base, words)
        question = (held.mark, choices, wanted)
        st.button(words("Fit a scenario"), key="fit orders", type="primary",
                  icon=":material/query_stats:", on_click=state.everywhere,
                  args=(jobs.start, FIT, question, partial(_fit, source, choices, wanted)))
    fit: Fit | None = jobs.show(FIT, question, words)
    if fit is not None:
        if fit is not last:
            state.choose(LAST_FIT, fit)
            if any(each.name == "market_size" for each in fit.questions) and not market:
                st.rerun()  # what only the fit can ask stands with the other questions
        _results(held, fit, base, words)
    return fit


def _fit(source: Imported, choices: Choices, wanted: asked.Wanted, progress: Progress) -> Fit:
    with _nobody_named():
        return fit_orders(source, choices, wanted.horizon, wanted.segments, progress)


def _results(held: Held, fit: Fit, base: Document, words: Words) -> None:
    """In words, as figures, as tables; then as a scenario."""
    st.markdown("\n".join(f"- {literal(each)}" for each in texts.fitted(fit, words)))
    _as_scenario(held, fit, base, words)
    cards(*drawn.figures(fit, words), place="orders")
    tables.draw(words("Segments"),
                words("In brackets 95%: the fit's own error and what the test missed, together for "
                      "all segments."), rows.segments(fit, words), "orders segments",
                words("Their repeat orders follow the fit within {share} on every day.",
                      share=words.percent(fit.segments.error, digits=2)))
    tables.draw(words("Baskets"), words("Sums of a customer's orders of one day, net."),
                rows.baskets(fit, words), "orders baskets")
    tables.draw(words("How the fit was chosen"),
                words("Three models of repeat buying by maximum likelihood; the least BIC is "
                      "taken."), rows.models(fit, words), "orders models")
    st.markdown("**" + words("What no order tells") + "**\n\n"
                + "\n".join(f"- {each}" for each in texts.untold(words)) + "\n\n"
                + words("All of this is that of “{base}”.",
                        base=literal(base.title(words.language))))


def _as_scenario(held: Held, fit: Fit, base: Document, words: Words) -> None:
    """How it becomes a scenario; opened in the ordinary pages, or taken along."""
    made_of = asked.document_settings(held.mark, words)
    try:
        made = _made(fit, base, made_of)
    except ScenarioError as error:
        jobs.failed(error, words)
        return
    with st.expander(words("Which value comes from which fit")):
        long_table(Shown("orders sources", words("Fitted values"),
                         words("What no order tells is not among them."),
                         [{head: literal(text) for head, text in row.items()}
                          for row in rows.sources(made, words)]))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(words("Open as scenario"), key="open fitted", type="primary",
                  icon=":material/login:", on_click=state.everywhere,
                  args=(_open, made.document))
        st.download_button(words("Download {file}", file="scenario.toml"),
                           lambda: made.toml.encode(), "scenario.toml", "application/toml",
                           icon=":material/download:", type="tertiary", on_click="ignore",
                           key="orders scenario.toml")
        _download(words("Download {file}", file="fit.json"), "fit.json",
                  lambda: written.numbers(fit))


def _made(fit: Fit, base: Document, made_of: Asked) -> Fitted:
    return document_of(fit, base, made_of)


def _open(document: Document) -> None:
    opening.show(document)
    navigation.leave_start()
    navigation.go(next(iter(PAGES.values())))


def _download(label: str, file: str, made: Callable[[], object]) -> None:
    st.download_button(label, lambda: json_text(plain_all(made())), file, "application/json",
                       icon=":material/download:", type="tertiary", on_click="ignore",
                       key=f"orders {file}")
