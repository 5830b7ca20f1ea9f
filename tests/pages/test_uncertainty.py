"""Uncertainty shows the command line's chances, and bands where the reader wants them."""

import csv
import io
import json
from functools import partial

import numpy as np
import pytest

import scenarios
from analysis import claims, draws
from analysis.batches import Cancelled
from analysis.distributions import Distribution
from analysis.uncertainty import assumptions
from answers import draws as live_draws
from answers.distributions import told as told_shape
from answers.tables import draws as table
from answers.uncertainty import told
from commands.main import main
from model import simulate
from scenarios import Shared
from tests.pages.jobs_at_once import AtOnce
from tests.pages.screen import opened
from tests.pages.test_pages import figures
from ui import jobs, spread, state
from ui.decide import uncertain
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
    return app.main.header[0].value


@pytest.fixture(scope="module")
def command_line(tmp_path_factory):
    """Folder of `draw` on the short scenario, with as many draws as are made live."""
    out = tmp_path_factory.mktemp("draws")
    file = out / "short.toml"
    file.write_text(scenarios.write(scenarios.Document("short", {}, {}, SHORT)), "utf-8")
    assert main(["draw", str(file), "--draws", str(live_draws.LIVE), "--out", str(out)]) == 0
    return out


@pytest.mark.parametrize("language", LANGUAGES)
def test_chances_and_percentiles_are_those_of_the_command_line(language, command_line):
    words = Words(language)
    chances = json.loads((command_line / "chances.json").read_text())["chances"]
    app = opened(PAGE, s=LINK, lang=language)
    assert not app.exception
    assert not app.error
    shown = cells(app, 0)
    expected = [told(draws.Chance(**each), words) for each in chances.values()]
    assert [row[1] for row in shown[: len(expected)]] == expected
    assert expected[-1] in headline(app)
    percentiles = json.loads((command_line / "percentiles.json").read_text())
    row = next(row for row in cells(app, 1) if row[0] == words("Lowest operating cash"))
    assert row[1:7] == [words.money(percentiles["lowest_cash"][key])
                        for key in ("mean", "p5", "p25", "p50", "p75", "p95")]


def test_the_draws_to_download_are_those_of_the_command_line(command_line):
    found = draws.draw(SHORT, assumptions(SHORT), live_draws.LIVE)
    assert table.csv(found) == (command_line / "draws.csv").read_bytes()
    rows = list(csv.reader(io.StringIO(table.csv(found).decode())))
    assert len(rows) == 1 + live_draws.LIVE


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
    assert [row[1] for row in cells(app, 1)] == [told(draws.chance(k), EN) for k in kept.values()]
    app.container(key="campaigns.main.sell_fee").slider[0].set_value(35.0).run().run()
    assert "from 200 draws" in headline(app)
    assert "have changed" in app.info[0].value


def test_progress_of_the_job_reaches_its_end_and_can_be_stopped():
    seen: list[float] = []
    work = partial(uncertain._many, SHORT, assumptions(SHORT), 20, True)
    with pytest.raises(Cancelled):
        work(lambda done, total: False)
    work(lambda done, total: seen.append(done / total) or True)
    assert seen == sorted(seen)
    assert seen[0] == 0.0
    assert seen[-1] == 1.0


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


def test_the_baseline_is_run_with_the_same_draws():
    asked = live_draws.question(assumptions(SHORT))
    other = SHORT.replace({"campaigns.main.sell_fee": 0.4})
    now, then = live_draws.live(SHORT, asked), live_draws.live(other, asked)
    assert now.values.keys() == then.values.keys()
    for name, values in now.values.items():
        np.testing.assert_array_equal(values, then.values[name])


def test_everything_certain_is_told(monkeypatch):
    view = state.View(Shared("as_pitched", SHORT), "en")
    monkeypatch.setattr(spread, "edits", lambda: dict.fromkeys(assumptions(SHORT).distributions))
    monkeypatch.setattr(state, "chosen", lambda name, first: first)
    assert not spread.current(view).distributions


@pytest.mark.parametrize(("shape", "text"), [
    (Distribution("normal", (0.1, 0.02)), "normal: mean 0.1 CNY per view, standard deviation 0.02"),
    (Distribution("lognormal", (0.1, 0.3)), "median 0.1 CNY per view, spread of the logarithm 0.3"),
    (Distribution("discrete", ((0.0, 1.0), (1.0, 3.0))), "0 CNY per view (25%); 1 CNY per view"),
])
def test_distributions_are_told_in_words(shape, text):
    assert text in told_shape(INCOME, shape, EN)


def test_short_scenarios_ask_what_every_draw_answers():
    run = simulate(SHORT)
    assert run.days == 400
    found = draws.draw(SHORT, assumptions(SHORT), 5)
    assert table.longest(SHORT, found) == 360
    tiny = SHORT.replace({"horizon.days": 50})
    assert table.longest(tiny, draws.draw(tiny, assumptions(tiny), 5)) == 50
