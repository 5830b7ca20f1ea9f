"""The page's body: how sure the results are, the draws behind it, and what is uncertain."""

from functools import partial

import numpy as np
import streamlit as st

from analysis import claims, draws
from analysis.batches import Progress, go_on
from analysis.draws import Draws
from analysis.uncertainty import Uncertainty
from answers import draws as live_draws
from answers import outcomes, scales
from answers import uncertainty as answer
from answers.cards import Card
from answers.results import results
from answers.tables import draws as table
from charts.cash import cash_path
from charts.price import price_path
from charts.uncertainty import distribution_of
from model import Scenario, ScenarioError
from ui.decide import distributions
from ui.frame import pickers, tables
from ui.frame.page import cards, headline, switch
from ui.session import jobs, spread, state
from wording import Words

JOB = "draws"
COUNTS = ("1000", "10000")
CLAIM_CHUNK = 500

Answered = tuple[Draws, dict[str, np.ndarray]]


def draw(view: state.View) -> None:
    """Chances first, then paths, distribution and percentiles, then what is uncertain."""
    words, scenario = view.words, view.scenario
    place, asked = st.container(), st.container()
    unsure = spread.current(view)
    if not unsure.distributions:
        with place:
            headline(view, answer.question(words), words("Nothing is taken as uncertain."))
        distributions.draw(view, unsure)
        return
    try:
        live, before = (live_draws.live(each, live_draws.question(unsure))
                        for each in (scenario, view.shared.baseline))
    except ScenarioError as error:
        jobs.failed(error, words)
        distributions.draw(view, unsure)
        return
    with asked:
        found, kept = _job(scenario, unsure, words) or (live, {})
    days = table.longest(scenario, found)
    with place:
        headline(view, answer.question(words),
                 answer.verdict(draws.cash_below_zero(found, days), days, words))
    _results(view, found, before, kept, words)
    distributions.draw(view, unsure)


def _job(scenario: Scenario, unsure: Uncertainty, words: Words) -> Answered | None:
    """Bands on the explore pages, and many draws on request; their result once it is there."""
    switch(spread.BANDS, words("Bands of {count} draws on the explore pages",
                               count=live_draws.LIVE))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        count = int(pickers.pick("draws count", words("Draws"),
                                 {each: words.number(int(each), digits=0) for each in COUNTS},
                                 COUNTS[-1]))
        with_claims = switch("draws claims", words("with the promises (longer)"))
        key = (scenario, live_draws.question(unsure), count, with_claims)
        st.button(words("Run these draws"), key="run draws", icon=":material/casino:",
                  on_click=state.everywhere, type="primary",
                  args=(jobs.start, JOB, key, partial(_many, scenario, unsure, count, with_claims)))
    answered: Answered | None = jobs.show(JOB, key, words)
    return answered


def _many(
    scenario: Scenario, unsure: Uncertainty, count: int, with_claims: bool, progress: Progress
) -> Answered:
    """Many draws, and for each promise in which of them it holds, (draw,)."""
    total = count * (1 + 5 * with_claims)  # a promise's draw takes about five times as long
    found = draws.draw(scenario, unsure, count,
                       progress=lambda done, _: progress(done, total))
    kept: dict[str, list[np.ndarray]] = {}
    for start in range(0, found.count if with_claims else 0, CLAIM_CHUNK):
        part = {name: column[start : start + CLAIM_CHUNK] for name, column in found.values.items()}
        for name, holds in claims.kept(scenario, part).items():
            kept.setdefault(name, []).append(holds)
        go_on(progress, count + 5 * min(start + CLAIM_CHUNK, count), total)
    return found, {name: np.concatenate(parts) for name, parts in kept.items()}


def _results(
    view: state.View, found: Draws, before: Draws, kept: dict[str, np.ndarray], words: Words
) -> None:
    """Chances as a table, figures, percentiles, and the draws to download."""
    tables.draw(words("Chances that decide"),
                words("The share of draws in which it happens, with its 95% interval (Wilson): "
                      "how far the number of draws leaves it open. The baseline is run with the "
                      "same draws."),
                table.chances(view.scenario, found, before, words), "chances",
                words("{count} draws; {refused} combinations were refused by the model.",
                      count=words.number(found.count, digits=0),
                      refused=words.number(found.refused, digits=0)))
    if kept:
        tables.draw(words("Chances of the promises"),
                    words("The share of draws whose verdict is “kept”. What is true only while "
                          "operating cash is below zero does not count."),
                    table.promises(kept, words), "promises")
    _figures(view, found, before, words)
    tables.draw(words("Percentiles"),
                words("Half of the draws lie below the 50th percentile; undefined draws are left "
                      "out of a row, the last column says how many are in it."),
                table.percentiles(found, words), "percentiles", first_width=200)
    st.download_button(words("Download the draws"), partial(table.csv, found),
                       "backstop-draws.csv", "text/csv", icon=":material/download:",
                       type="tertiary", on_click="ignore", key="draws csv")


def _figures(view: state.View, found: Draws, before: Draws, words: Words) -> None:
    result = pickers.pick("draws result", words("Result"), {
        name: outcomes.label(name, words) for name in outcomes.names(view.scenario)
        if name in found.results
    }, "lowest_cash")
    runs = results(view.scenario).run, results(view.shared.baseline).run, words
    unsure = spread.current(view)
    tile = outcomes.tile(result, words)
    single = results(view.scenario).summary[result]
    cards(
        Card(tile.label, words("How many of the draws stay at or below a value. The mark is the "
                               "scenario without uncertainty."),
             distribution_of(found.results[result], before.results[result], single,
                             scales.of_result(tile, words), words), "draws-result"),
        Card(words("Operating cash"), _banded(words),
             cash_path(*runs, live_draws.banded(view.scenario, unsure, "operating_cash")),
             "draws-cash", half=True),
        Card(words("Price of a point"), _banded(words),
             price_path(*runs, band=live_draws.banded(view.scenario, unsure, "price")),
             "draws-price", half=True),
    )


def _banded(words: Words) -> str:
    return words("The line is the scenario as it stands; the bands hold the middle half and nine "
                 "tenths of {count} draws on each day.", count=live_draws.LIVE)
