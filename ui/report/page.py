"""The page's body: a report a format of the scenario on screen, and what its author may say."""

from dataclasses import replace

import streamlit as st

from answers import baselines, members, overview, uncertainty
from answers import report as answer
from answers import share_worth as worth
from answers.figures import IN_REPORTS
from answers.results import results
from model import ScenarioError
from reports import share_worth, single_members
from reports.content import report
from reports.html.levers import MOST, can_move, label
from reports.request import TEXT_LIMIT, Request, asked_for
from ui.door import public
from ui.frame import tiles
from ui.frame.levers import every
from ui.frame.page import choice, headline, switch
from ui.frame.pickers import founders_shares, several
from ui.members import asked
from ui.report import files, summary
from ui.session import clock, jobs, spread, state
from wording import LANGUAGES, Words
from wording.literal import literal

ALWAYS = ("members", "limits", "outside")
"""Sections that nothing switches off."""


def draw(view: state.View) -> None:
    """What is handed over, a button a format, what the author says, what is in it."""
    words = view.words
    now, then = results(view.scenario), results(view.shared.baseline)
    baseline = "" if view.scenario == view.shared.baseline else baselines.title(view.shared, words)
    headline(view, answer.question(words), answer.verdict(
        literal(view.shared.document.title(view.language)), literal(baseline), words))
    tiles.ranged(overview.readings(words), now, then, spread.current(view), words)
    buttons = st.container()
    said, contained = st.columns([3, 2], gap="large")
    with said:
        request = _request(view)
    if request is not None:
        with buttons:
            files.draw(request, words)
        with contained:
            _contents(request, words)


def _request(view: state.View) -> Request | None:
    """What the reader asks for; None where that is refused, which is then said."""
    words = view.words
    st.subheader(words("Your part"), anchor=False)
    codes = sorted(LANGUAGES, key=lambda code: code != view.language)
    names = {code: LANGUAGES[code].name for code in codes}
    language = choice("report language", words("Language of the report"), names)
    title = _text("report title", words("Title"), view.shared.document.title(language))
    client = _text("report client", words("Client"), words("name of the client"))
    uncertain = switch("report uncertain", words("How sure the results are, by 200 draws"))
    single = switch("report members", words("Who wins among single members, by simulation"))
    sample = asked.draw(words) if single else None
    terms = switch("report terms", words("Terms under which promises would hold (takes longer)"))
    shares = _shares(words)
    moving = _levers(view)
    text = summary.draw(view, language)
    try:
        return asked_for(
            view.shared, language, public.root(), day=clock.today(), title=title, client=client,
            summary=text, uncertain=uncertain, members=sample, terms=terms, levers=moving,
            shares=shares, spread=spread.current(view))
    except ScenarioError as error:
        jobs.failed(error, words)
        return None


def _shares(words: Words) -> float | None:
    """Founders' shares, where the report is to say what one is worth."""
    if not switch("report share worth", words("What a share of the operator is worth")):
        return None
    return founders_shares(words)


def _levers(view: state.View) -> tuple[tuple[str, ...], ...]:
    """Those of the sidebar that move in the HTML report."""
    words, scenario = view.words, view.scenario
    able = {lever.name: lever.names for lever in every(scenario, words)
            if can_move(scenario, lever.names)}
    chosen = several(
        "report levers", words("Levers that move in the HTML report"),
        {name: label(names, words) for name, names in able.items()}, (),
        words("up to three, without a server"), MOST)
    return tuple(able[name] for name in chosen)


def _text(name: str, label: str, placeholder: str) -> str:
    """A line of text, kept by `name`."""
    control = state.control(name)
    with st.container(key=name):
        st.text_input(label, state.chosen(name, ""), TEXT_LIMIT, key=control.key,
                      placeholder=placeholder, on_change=state.choose_wished, args=(control,))
    typed: str = state.chosen(name, "")
    return typed.strip()


def _contents(request: Request, words: Words) -> None:
    """The sections of the report, and which of them no report is without."""
    st.subheader(words("What is in it"), anchor=False)
    plain = replace(request, language=words.language, summary="", uncertain=None, members=None,
                    terms=False, ranged=False, shares=None)
    titles = {section.key: section.title for section in report(plain).sections}
    if request.members is not None:
        first = next(iter(IN_REPORTS))
        titles = _before(titles, first, single_members.KEY, members.question(words))
    if request.levers:
        titles = _before(titles, "changes", "levers", words("Move it yourself"))
    if request.shares is not None:
        titles = _before(titles, "assumptions", share_worth.KEY, worth.question(words))
    if request.uncertain is not None:
        titles = _before(titles, "assumptions", "uncertainty", uncertainty.question(words))
    always = words("always")
    st.markdown("\n".join(
        f"1. {title}" + (f" :gray-badge[{always}]" if key in ALWAYS else "")
        for key, title in titles.items()))
    st.caption(words("Who loses, the limits of the model and the warnings from outside are in "
                     "every report: nothing switches them off. The report carries its scenario, "
                     "and opened in Backstop it gives the same numbers."))
    if request.link:
        with st.expander(words("Link in the report"), icon=":material/link:"):
            st.code(request.link, language=None, wrap_lines=True)
    elif public.lacking(words):
        st.caption(literal(public.lacking(words)))


def _before(titles: dict[str, str], other: str, key: str, title: str) -> dict[str, str]:
    """The titles with one more before `other`."""
    place = list(titles).index(other)
    items = list(titles.items())
    return dict([*items[:place], (key, title), *items[place:]])
