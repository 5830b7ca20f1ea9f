"""About ten questions that make a scheme, its headline results and a figure beside them from the
first answer on; below them the tables of its rows. What is asked are parameters as on every other
page: the same controls, the same scenario.
"""

from typing import Any

import streamlit as st

from answers import grid as texts
from answers import overview
from answers.cards import Card
from answers.figures import Scene
from answers.results import results
from answers.values import unit_of
from model import Scenario
from model.terms.checks import contribution
from model.terms.parameters import declared
from scenarios import blank
from scenarios.added import added
from scenarios.contents import PAGES
from ui.assumptions import calendar, grid
from ui.frame import controls, tiles
from ui.frame.page import cards, choice
from ui.session import navigation, state
from ui.start import template
from wording import Words

TABLE = "entered table"
OF_CURVES = {
    "bass": ("market_size", "innovation", "imitation"),
    "constant": ("daily_joins",),
    "exponential": ("daily_joins", "growth_rate", "peak_daily_joins"),
    "series": ("series",),
}
TIERS = {"agents": "county", "team.levels": "captain"}
"""The row with which a table begins that a scheme may do without."""


def draw(view: state.View) -> None:
    """The answer above; the questions beside tiles and a figure; tables of rows; the ways on."""
    words = view.words
    now = results(view.scenario)
    st.caption(words("What does a scheme of one's own come to?"))
    st.title(overview.verdict(now, words), anchor=False)
    if not view.shared.document.own:
        _begin(view)
    with st.container(key="enter halves"):
        left, right = st.columns([5, 6], gap="large")
    with left:
        _questions(view)
    with right:
        tiles.draw(overview.readings(words), now, now, words)
        cards(_figure(view.scenario, words), place="entered")
    _tables(view)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(words("Go on to all pages"), key="go on", type="primary",
                  icon=":material/arrow_forward:", on_click=state.everywhere,
                  args=(navigation.go, next(iter(PAGES.values()))))
        template.offer(words)


def _begin(view: state.View) -> None:
    """The scheme on screen is somebody else's: begin with a blank one."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(view.words("Begin with a blank scheme"), key="begin blank", type="primary",
                  icon=":material/note_add:", on_click=state.everywhere, args=(begin,))
        st.caption(view.words("The scenario on screen is not a scheme of one's own; Undo brings it "
                              "back."), width="content")


def begin() -> None:
    """Open a blank scheme."""
    state.open_document(blank.document())


def _figure(scenario: Scenario, words: Words) -> Card:
    now = results(scenario)
    return overview.cash(Scene(now, now, words))


def _questions(view: state.View) -> None:
    """Groups of questions, each with its unit."""
    words, scenario = view.words, view.scenario
    product, campaign = _product(scenario), f"campaigns.{scenario.rows('campaigns')[0]}"
    basis = "order_" if scenario["referral.basis"] == "order" else ""
    curve = OF_CURVES[str(scenario["growth.curve"])]
    _group(words("What is sold"), view, f"{product}.price", f"{product}.unit_cost",
           f"{product}.commission_reserve")
    _into_pool(product, view)
    _group(words("What is promised"), view, f"{product}.gift_share", f"{campaign}.cap_multiple",
           f"{campaign}.sell_fee", f"{product}.ad_point_rate", "ad_points.release_rate")
    _group(words("Referral"), view, f"referral.{basis}direct", f"referral.{basis}indirect")
    _group(words("Growth"), view, "growth.curve", *(f"growth.{last}" for last in curve),
           "horizon.days")
    calendar.draw(view)
    _group(words("The operator's cash"), view, "platform.initial_cash",
           "platform.fixed_cost_per_day")
    _switches(view)


def _product(scenario: Scenario) -> str:
    """The first product that makes a member."""
    return next(f"products.{row}" for row in scenario.rows("products")
                if scenario[f"products.{row}.role"] == "enrolment")


def _group(title: str, view: state.View, *names: str) -> None:
    st.markdown(f"**{title}**")
    for name in names:
        with _line(_label(name, view.words), name):
            controls.draw(name, view)


def _line(label: str, key: str) -> Any:
    """The label of a question; returns where its control stands."""
    with st.container(key=f"question {key}"):
        text, control = st.columns([3, 2], vertical_alignment="center")
    text.markdown(label)
    return control


def _label(name: str, words: Words) -> str:
    parameter = declared(name)
    unit, label = unit_of(parameter, words), words.label(parameter)
    return words("{label} ({unit})", label=label, unit=unit) if unit else label


def _into_pool(product: str, view: state.View) -> None:
    """How much of an order enters the pool: what the platform keeps is the rest."""
    words, scenario = view.words, view.scenario
    enters = round(float(contribution(scenario.flat, product.partition(".")[2])), texts.DIGITS)
    keeps = scenario.number(f"{product}.platform_margin")
    control = state.following("into the pool", enters)
    with _line(words("Into the pool, of each order (CNY)"), "into the pool"):
        st.number_input(words("Into the pool, of each order (CNY)"), 0.0, enters + keeps, enters,
                        10.0, format="%.10g", key=control.key, label_visibility="collapsed",
                        on_change=state.everywhere, args=(_pool, product, control))
    st.caption(words("The platform keeps {margin} of an order; at most {most} could enter "
                     "the pool.",
                     margin=words.money(keeps, compact=False),
                     most=words.money(enters + keeps, compact=False)))


def _pool(product: str, control: state.Control) -> None:
    wanted = state.wish(control)
    if wanted is not None:
        scenario = state.current().scenario
        left = scenario.number(f"{product}.platform_margin") + float(
            contribution(scenario.flat, product.partition(".")[2]))
        state.note(control.name, wanted)
        controls.put(f"{product}.platform_margin", round(left - wanted, texts.DIGITS))


def _switches(view: state.View) -> None:
    """Whether there are agents, and leaders of teams."""
    words = view.words
    st.markdown("**" + words("Agents and teams") + "**")
    labels = {"agents": words("Agents who buy territories"),
              "team.levels": words("Leaders who get a bonus on their team")}
    for table, label in labels.items():
        control = state.following(f"has {table}", bool(view.scenario.rows(table)))
        st.toggle(label, bool(view.scenario.rows(table)), key=control.key,
                  on_change=state.everywhere, args=(_switch, table, control))


def _switch(table: str, control: state.Control) -> None:
    wanted = state.wish(control)
    scenario = state.current().scenario
    if wanted and not scenario.rows(table):
        state.adopt(added(scenario, table, TIERS[table]))
        state.choose(TABLE, table)
        state.renew(TABLE)
    elif wanted is False:
        state.adopt(Scenario.from_flat({name: value for name, value in scenario.flat.items()
                                        if not name.startswith(f"{table}.")}))
    state.note(control.name, bool(wanted))


def _tables(view: state.View) -> None:
    """The rows of each table, in a grid."""
    words = view.words
    table = choice(TABLE, words("Tables"), {
        "products": words("Products"), "segments": words("Segments"),
        "campaigns": words("Campaigns"), "agents": words("Agents"),
        "team.levels": words("Team"), "events": words("Events"),
    })
    grid.draw(table, view)
    st.caption(words("Everything else, each number with its range, is on the page {page}.",
                     page=words(PAGES["assumptions"].title)))
