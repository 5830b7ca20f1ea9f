"""What every page stands in: bar, notices, headline, figure cards, and no traceback ever."""

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from functools import partial

import streamlit as st

from answers import bounds
from answers.cards import Card
from answers.figures import Scene, name_of, of_page
from answers.help import listed, made_with
from answers.paged import Answer, Table
from answers.results import prepared, results
from answers.sentences import aside
from charts.spoken import spoken
from scenarios.versions import is_other
from ui import panel
from ui.door import access
from ui.frame import bar, computing, live, ranges, search, tiles
from ui.frame.tables import draw as draw_table
from ui.session import address, carried, navigation, resuming, spread, state
from wording import Words

REPLAY_SECONDS = 1.5
ANSWER = "answer on the page"
"""What screen readers are told when a lever changed it (`ui/session/address.js`)."""
_log = logging.getLogger("backstop")

Below = Callable[[Scene], None]


@contextmanager
def guarded(words: Words) -> Iterator[None]:
    """Show a calm message instead of a traceback, which goes to the server's log."""
    try:
        yield
    except Exception:
        _log.exception("a part of the page failed")
        st.error(words("This part could not be drawn. Reset to the loaded scenario and try again; "
                       "the details are in the server's log."), icon=":material/error:")


def page(answer: Answer, below: Below | None = None, ranged: bool = False) -> None:
    """Draw a page: the answer to its question, tiles (`ranged`: with their ranges over draws),
    then its figures and tables, or what `below` draws.
    """
    board(lambda view: _body(view, answer, below or partial(_shown, answer), ranged),
          ranged=ranged)


def _shown(answer: Answer, scene: Scene) -> None:
    """The figures of a page, then its tables."""
    figures(answer, scene)
    tables(answer, scene)


def text_page(question: Callable[[Words], str], body: Callable[[Words], None]) -> None:
    """Draw a page to read, whose contents no lever moves."""

    def read(view: state.View) -> None:
        st.title(question(view.words), anchor=False)
        body(view.words)

    board(read)


def board(
    body: Callable[[state.View], None], more: Callable[[], Mapping[str, str]] = dict, *,
    ranged: bool = False,
) -> None:
    """Draw what `body` draws under the bar and the notices. A lever in the sidebar makes only
    this part run again. A page whose answer hangs on its own controls calls `headline` in it;
    `more` are the query parameters that this page alone has in its address. Where it shows no
    ranges (`ranged`), none are drawn any more.
    """
    if not resuming.waits():
        state.write_link(more())
    if not ranged:
        ranges.give_up()

    @st.fragment(key=state.VIEW)
    def view() -> None:
        state.forget(ANSWER)
        if not access.admitted():
            st.rerun()  # signed out elsewhere, or too long ago: the whole app says so
        with guarded(state.current().words):
            navigation.follow()
            view = state.current()
            bar.draw()
            _notices(view)
            with computing.told(view.words):
                body(state.before() if view.replaying else view)
            held = {**resuming.held(view), "answer": state.chosen(ANSWER, "")}
            address.show({**more(), **state.query(view)}, held, resuming.resume)
            carried.remember()
            if view.replaying:
                _go_on()

    view()


def _body(view: state.View, answer: Answer, below: Below, ranged: bool) -> None:
    words = view.words
    with nullcontext() if prepared() else st.spinner(
            words("Computing … the very first run prepares the model.")):
        now, then = results(view.scenario), results(view.shared.baseline)
    reliable({**now.faults, **then.faults}, words)
    headline(view, answer.question(words), answer.verdict(now, words))
    said = aside(answer, now, words)
    if said:
        st.markdown(said)
    if answer.SHOWN.alone and not answer.SHOWN.applies(view.scenario):
        live.draw(view, name_of(answer))
        return
    hold, scene = "", Scene(now, then, words, spread.bands)
    if ranged:
        hold = tiles.ranged(answer.readings(words), now, then, spread.current(view), words,
                            stamp(scene))
    else:
        tiles.draw(answer.readings(words), now, then, words, stamp(scene))
    below(scene)
    if hold:
        st.caption(hold)
    live.draw(view, name_of(answer))


def reliable(faults: Mapping[str, float], words: Words) -> None:
    """Warn of a run whose accounts do not add up."""
    if faults:
        st.error(words("The accounts of this run do not add up: do not rely on its figures."),
                 icon=":material/error:")


def _go_on() -> None:
    """Leave what stood here before the last change for a moment, then draw what stands now."""
    time.sleep(REPLAY_SECONDS)
    state.replayed()
    st.rerun(scope="fragment")


def _notices(view: state.View) -> None:
    """What of a link or document does not count, that something was made with another version of
    the model, and settings that the model refused.
    """
    words = view.words
    with st.container():  # keeps its place when empty, so that figures below stay put
        if view.refused:
            with st.container(key="refused"):
                st.warning(words("What was opened could not be read in full; the rest was loaded.")
                           + listed(view.refused, words), icon=":material/link_off:")
                st.button(words("Understood"), on_click=state.dismiss_refused,
                          key="dismiss refused")
        if is_other(view.made_with):
            with st.container(key="made with"):
                st.warning(made_with(view.made_with, words), icon=":material/history:")
                st.button(words("Understood"), on_click=state.came_with, args=("",),
                          key="dismiss made with")
        if view.problems:
            with st.container(key="problems"):
                st.warning(words("These settings do not work together. The figures still show the "
                                 "last valid ones.") + _refused(view), icon=":material/warning:")
                st.button(words("Return to the last valid settings"), key="put back",
                          on_click=state.everywhere, args=(state.put_back,))


def _refused(view: state.View) -> str:
    """The refusals as a list: by what was moved where that is possible."""
    moved = bounds.instead(view.problems, view.scenario, view.pending)
    if not moved:
        return listed(view.problems, view.words)
    return "\n\n" + "\n".join(f"- {bounds.told(found, view.words)}" for found in moved)


def headline(view: state.View, question: str, verdict: str) -> None:
    """The page's question, and the answer in one plain sentence, marked if it is not current."""
    words = view.words
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(question, width="content")
        if view.problems:
            st.badge(words("Last valid result"), icon=":material/history:", color="orange")
        if view.replaying:
            st.badge(words("Before the last change"), icon=":material/history:", color="violet")
    st.title(verdict, anchor=False)
    state.choose(ANSWER, verdict)


def choice(name: str, label: str, texts: Mapping[str, str]) -> str:
    """A choice among a few, which outlives page and language switches."""
    control = state.control(name)
    chosen: str = state.chosen(name, next(iter(texts)))
    with st.container(key=name):
        st.segmented_control(
            label, list(texts), default=chosen, required=True,
            format_func=lambda each: texts.get(each, each), key=control.key,
            on_change=state.choose_wished, args=(control,),
        )
    return chosen


def switch(name: str, label: str, help: str | None = None) -> bool:
    """A switch, kept by `name`; off at first."""
    control = state.control(name)
    with st.container(key=name, width="content"):
        st.toggle(label, state.chosen(name, False), key=control.key, help=help,
                  on_change=state.choose_wished, args=(control,))
    on: bool = state.chosen(name, False)
    return on


def figures(answer: Answer, scene: Scene) -> None:
    """The figures of a page."""
    cards(*of_page(answer, scene), follows={"stamp": stamp(scene), "log": scene.log})


def stamp(scene: Scene) -> str:
    """Tells what is drawn of this scene from what is drawn of another."""
    return panel.stamp(scene.now.run.scenario, scene.then.run.scenario, scene.words)


def tables(answer: Answer, scene: Scene) -> None:
    """The tables of a page."""
    for table in answer.SHOWN.tables(scene):
        if table.wraps:
            long_table(table)
        else:
            draw_table(table.title, table.help, table.rows, table.key, table.note or table.remark)


def long_table(shown: Table) -> None:
    """A table whose cells are sentences, which wrap."""
    with st.container(border=True, key=f"table {shown.key}"):
        st.markdown(f"**{shown.title}**", help=shown.help)
        search.table(shown.rows)
        if shown.note or shown.remark:
            st.caption(shown.note or shown.remark)


def cards(
    *shown: Card, large: bool = False, place: str = "panel",
    follows: Mapping[str, object] | None = None,
) -> None:
    """Figures of a page, each `place` by itself: in a panel, or as ordinary ones where the browser
    has none. `follows`: how a hand that moves a lever asks for them.
    """
    words = state.current().words
    if panel.works():
        panel.draw(shown, words, large, place, follows)
        return
    for card in shown:
        _ordinary(card, words)


def _ordinary(card: Card, words: Words) -> None:
    with st.container(border=True):
        st.markdown(f"**{card.title}**", help=card.help)
        st.plotly_chart(card.figure.drawn(), key=card.key,
                        alt=f"{card.title}. {card.help} {spoken(card.figure, words)}")
        st.download_button(words("Download the data"), card.figure.csv, type="tertiary",
                           file_name=f"backstop-{card.key}.csv", mime="text/csv",
                           key=f"csv {card.key}", on_click="ignore")
