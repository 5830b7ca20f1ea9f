"""Uncertainty shows the command line's chances, and bands where the reader wants them."""

import json

import numpy as np
import pytest

import scenarios
from analysis import claims, draws
from analysis.uncertainty import assumptions
from answers import draws as live_draws
from answers import outcomes
from answers.uncertainty import written
from scenarios import Shared
from tests.pages.jobs_at_once import AtOnce
from tests.pages.screen import opened
from tests.pages.test_pages import figures
from ui.decide import uncertain
from ui.session import jobs, spread
from wording import LANGUAGES, Words

EN = Words("en")
PAGE = "decide/uncertainty"
SHORT = scenarios.load("as_pitched").scenario.replace({"horizon.days": 400})
LINK = scenarios.link.encode(Shared("as_pitched", SHORT))
INCOME = "ad_points.revenue_per_view"


def cells(app, number: int) -> list[list[str]]:
    """A table of the page, its rows."""
    return app.main.dataframe[number].value.to_numpy().tolist()


def listed(app) -> str:
    """What is uncertain, as the page lists it."""
    return " ".join(app.main.table[0].value.to_numpy().ravel())


def headline(app) -> str:
    return app.main.title[0].value


@pytest.mark.parametrize("language", LANGUAGES)
def test_chances_and_percentiles_are_those_of_the_command_line(language, short_draws):
    words = Words(language)
    chances = json.loads((short_draws / "chances.json").read_text())["chances"]
    app = opened(PAGE, s=LINK, lang=language)
    assert not app.exception
    assert not app.error
    shown = cells(app, 0)
    expected = [written(draws.Chance(**each), words) for each in chances.values()]
    assert [row[1] for row in shown[: len(expected)]] == expected
    assert expected[-1] in headline(app)
    percentiles = json.loads((short_draws / "percentiles.json").read_text())
    label = outcomes.tile("lowest_cash", words).label
    row = next(row for row in cells(app, 1) if row[0] == label)
    assert row[1:7] == [words.money(percentiles["lowest_cash"][key])
                        for key in ("mean", "p5", "p25", "p50", "p75", "p95")]


def test_many_draws_come_as_a_job_and_with_the_promises(monkeypatch):
    monkeypatch.setattr(jobs, "_workers", AtOnce())
    monkeypatch.setattr(uncertain, "COUNTS", ("30", "60"))
    app = opened(PAGE, s=LINK)
    app.container(key="draws claims").toggle[0].set_value(True).run()
    app.button(key="run draws").click().run()
    assert not app.exception
    assert "from 60 draws" in headline(app)
    found = draws.draw(SHORT, assumptions(SHORT), 60)
    kept = claims.kept(SHORT, found.values)
    chances = [written(draws.chance(each), EN) for each in kept.values()]
    assert [row[1] for row in cells(app, 1)] == chances
    app.container(key="campaigns.main.sell_fee").slider[0].set_value(35.0).run().run()
    assert "from 200 draws" in headline(app)
    assert "have changed" in app.info[0].value


def test_bands_stand_on_the_explore_pages_once_switched_on():
    app = opened(PAGE, s=LINK)
    app.container(key="bands").toggle[0].set_value(True).run()
    days, expected = draws.bands(SHORT, assumptions(SHORT), live_draws.LIVE, ["operating_cash"])
    for page, key in (("overview", "cash"), ("treasury", "cash")):
        app.switch_page(f"pages/explore/{page}.py").run()
        assert not app.exception
        assert not app.error
        card = next(card for card in figures(app) if card["key"] == key)
        names = [trace.get("name") for trace in card["figure"]["data"]]
        assert names[:4] == [None, "90% of draws", None, "50% of draws"]
    app.switch_page("pages/explore/price.py").run()
    for card in figures(app)[:2]:
        assert "90% of draws" in [trace.get("name") for trace in card["figure"]["data"]]
    banded = live_draws.banded(SHORT, assumptions(SHORT), "operating_cash")
    np.testing.assert_array_equal(banded[0], days)
    np.testing.assert_allclose(banded[1], expected["operating_cash"], rtol=1e-12)


def test_no_bands_unless_asked_for():
    app = opened("explore/price", s=LINK)
    assert "90% of draws" not in str(figures(app))


def test_a_distribution_can_be_set_made_certain_and_taken_back():
    app = opened(PAGE, s=LINK)
    before = cells(app, 0)
    app.container(key=f"uncertain kind {INCOME}").selectbox[0].set_value("uniform").run()
    app.container(key=f"uncertain uniform low {INCOME}").number_input[0].set_value(5.0).run()
    assert "cannot be answered" in app.warning[0].value
    app.container(key=f"uncertain uniform high {INCOME}").number_input[0].set_value(9.0).run()
    app.button(key="set uncertain").click().run()
    assert not app.exception
    assert "even from 5 CNY per view to 9 CNY per view" in listed(app)
    assert "set by you" in listed(app)
    assert cells(app, 0) != before
    app.button(key="make certain").click().run()
    assert "CNY per view" not in listed(app)
    app.button(key="forget uncertain").click().run()
    assert cells(app, 0) == before


def test_pairs_drawn_together_can_be_added_and_removed():
    app = opened(PAGE, s=LINK)
    before = cells(app, 1)
    app.container(key="correlate rank").number_input[0].set_value(0.9).run()
    app.button(key="correlate").click().run()
    assert not app.exception
    assert cells(app, 1) != before
    app.button(key="uncorrelate 0").click().run()
    assert cells(app, 1) == before


def test_the_seed_makes_the_draws():
    app = opened(PAGE, s=LINK)
    before = cells(app, 1)
    app.container(key=spread.SEEDED).number_input[0].set_value(7).run().run()
    assert cells(app, 1) != before
    app.container(key=spread.SEEDED).number_input[0].set_value(1).run().run()
    assert cells(app, 1) == before
