"""The page Members shows the command line's numbers; large samples are jobs; one member is told."""

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pyarrow import parquet
from streamlit.testing.v1 import AppTest

import scenarios
from analysis import members as steps
from answers import members as answer
from answers import samples, tiles
from answers.results import results
from answers.samples import Question, Shelf
from commands.main import main
from model.members import spread
from scenarios import Shared
from tests.pages.jobs_at_once import AtOnce
from tests.pages.screen import opened, texts_of
from tests.pages.test_pages import check_unharmed, sent, shown_tiles
from tests.ui.test_members import small  # noqa: F401 - used by every test
from ui.members import asked as controls
from ui.members import one, sample
from ui.session import jobs
from wording import LANGUAGES, Words

EN = Words("en")
PAGE = "explore/members"
SHORT = scenarios.load("as_pitched").scenario.replace({"horizon.days": 400})
LINK = scenarios.link.encode(Shared("as_pitched", SHORT))
SMALL, LARGE = 3_000, 6_000


@pytest.fixture(scope="module")
def command_line(tmp_path_factory):
    """Folder of `members` on the short scenario by number of members and seed."""
    file = tmp_path_factory.mktemp("members") / "short.toml"
    file.write_text(scenarios.write(scenarios.Document("short", {}, {}, SHORT)), "utf-8")

    def written(members: int, seed: int = 0) -> Path:
        out = file.with_name(f"{members} {seed}")
        if not out.exists():
            assert main(["members", str(file), "--members", str(members), "--seed", str(seed),
                         "--out", str(out)]) == 0
        return out

    return written


def check_numbers(app: AppTest, folder: Path, words: Words = EN) -> None:
    """The tiles are the readings of `summary.json`, the median also that of `members.parquet`."""
    summary = json.loads((folder / "summary.json").read_text())
    rows = {name: np.array(column) for name, column in
            parquet.read_table(folder / "members.parquet",
                               columns=["spent", "released", "redeemed"]).to_pydict().items()}
    multiples = np.sort((rows["released"] + rows["redeemed"]) / rows["spent"])
    assert summary["recovered_multiple_median"] == multiples[(multiples.size - 1) // 2]
    told = {tile["reading"]: tile["value"] for tile in shown_tiles(app)}
    assert told == {tile.reading: tiles.write(tile, summary[tile.reading], words)
                    for tile in answer.readings(words)}
    assert words.percent(summary["recovered_share"]) in app.main.title[0].value
    between = words("Forced out at the cap are {single} of single members and {cohorts} in the "
                    "cohort model.", single=words.percent(summary["exit_share"]),
                    cohorts=words.percent(results(SHORT).summary["exit_share"]))
    assert any(text.value.startswith(between) for text in app.main.markdown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_numbers_are_those_of_the_command_line(language, command_line):
    app = opened(PAGE, s=LINK, lang=language)
    check_unharmed(app)
    check_numbers(app, command_line(SMALL), Words(language))


def test_another_seed_draws_others(command_line):
    app = opened(PAGE, s=LINK)
    app.container(key=controls.SEED).number_input[0].set_value(7).run()
    check_unharmed(app)
    check_numbers(app, command_line(SMALL, 7))
    assert "seed 7" in " ".join(texts_of(app))


def test_a_large_sample_is_a_job_and_follows_no_lever(monkeypatch, command_line):
    monkeypatch.setattr(jobs, "_workers", AtOnce())
    app = opened(PAGE, s=LINK)
    app.container(key=controls.SIZE).select_slider[0].set_value(LARGE).run()
    check_numbers(app, command_line(SMALL))
    app.button(key="run members").click().run()
    check_unharmed(app)
    check_numbers(app, command_line(LARGE))
    assert "run members" not in [button.key for button in app.button]
    app.container(key="campaigns.main.sell_fee").slider[0].set_value(35.0).run().run()
    check_unharmed(app)
    assert "have changed" in app.info[0].value
    assert "3,000 simulated members" in " ".join(texts_of(app))


def test_a_sample_that_is_kept_is_there_for_every_session(monkeypatch, command_line):
    sample.SHELF.of(Question(SHORT, LARGE, 0))
    app = opened(PAGE, s=LINK)
    app.container(key=controls.SIZE).select_slider[0].set_value(LARGE).run()
    check_numbers(app, command_line(LARGE))


def test_a_sample_given_up_in_the_meantime_is_told(monkeypatch, command_line):
    monkeypatch.setattr(jobs, "_workers", AtOnce())
    app = opened(PAGE, s=LINK)
    app.container(key=controls.SIZE).select_slider[0].set_value(LARGE).run()
    app.button(key="run members").click().run()
    monkeypatch.setattr(sample, "SHELF", Shelf(samples.KEPT_MEMBERS))
    app.run()
    check_unharmed(app)
    assert "no longer kept" in app.info[0].value
    check_numbers(app, command_line(SMALL))


def test_the_steps_are_those_of_the_analysis(monkeypatch):
    monkeypatch.setattr(jobs, "_workers", AtOnce())
    monkeypatch.setattr(samples, "STEP_MEMBERS", 500)
    app = opened(PAGE, s=LINK)
    app.button(key="run steps").click().run()
    check_unharmed(app)
    shown = app.main.table[0].value
    found = steps.steps(SHORT, 500, 0)
    assert list(shown.columns)[1:] == [step.cause for step in found]
    row = shown[shown["Result"] == "Members who break even"].to_numpy().tolist()[0]
    assert row[1:] == [EN.percent(step.figures["recovered_share"]) for step in found]
    row = shown[shown["Result"] == "Commissions of uplines"].to_numpy().tolist()[0]
    assert row[1:] == [EN.money(step.figures["commissions"]) for step in found]


def story(app: AppTest) -> str:
    return next(e.value for e in app.main.markdown if e.value.startswith("**Member "))


def test_a_member_is_found_by_percentile_number_and_chance(monkeypatch):
    app = opened(PAGE, s=LINK)
    found = sample.SHELF.kept(Question(SHORT, SMALL, 0))
    assert f"Member {found.at(50):,}" in story(app)
    app.container(key=one.PERCENTILE).slider[0].set_value(100).run()
    best = int(np.argmax(spread.net_result(found.run)))
    assert f"Member {best:,}" in story(app)
    assert app.container(key=one.NUMBER).number_input[0].value == best
    app.container(key=one.NUMBER).number_input[0].set_value(12).run()
    assert "Member 12**" in story(app)
    assert app.container(key=one.PERCENTILE).slider[0].value == round(found.percentile(12))
    monkeypatch.setattr(one.secrets, "randbelow", lambda count: count - 1)
    app.button(key="random member").click().run()
    check_unharmed(app)
    assert f"Member {SMALL - 1:,}" in story(app)
    assert [e.proto.component_name for e in app.get("bidi_component")].count("backstop_panel") == 2


def test_refused_settings_keep_the_last_good_members():
    app = opened(PAGE, s=LINK)
    before = shown_tiles(app)
    app.container(key="products.bundle.commission_reserve").number_input[0].set_value(900.0).run().run()
    check_unharmed(app)
    assert "do not work together" in app.warning[0].value
    assert shown_tiles(app) == before


def test_what_cannot_be_simulated_is_told(monkeypatch):
    monkeypatch.setattr(samples, "SEED_LIMIT", 2**64)
    monkeypatch.setattr(controls, "FIRST_SEED", 2**63)
    monkeypatch.setattr("streamlit.number_input", lambda *arguments, **options: None)
    app = opened(PAGE, s=LINK)
    check_unharmed(app)
    assert "cannot be answered" in app.warning[0].value


@pytest.mark.parametrize("language", LANGUAGES)
def test_accounts_that_do_not_add_up_are_not_simulated(language, monkeypatch):
    monkeypatch.setattr(sample, "results", lambda scenario: replace(results(scenario),
                                                                    faults={"points": math.nan}))
    monkeypatch.setattr(sample, "SHELF", None)
    app = opened(PAGE, s=LINK, lang=language)
    assert not app.exception
    words = Words(language)
    assert app.main.title[0].value == words("These members cannot be simulated.")
    assert [error.value for error in app.error] == [
        words("The accounts of this run do not add up: do not rely on its figures.")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_joins(language):
    nobody = SHORT.replace({"growth.market_size": 0.0})
    app = opened(PAGE, s=scenarios.link.encode(Shared("as_pitched", nobody)), lang=language)
    check_unharmed(app)
    assert Words(language)("Nobody joins, so there are no members to simulate.") \
        == app.main.title[0].value
    assert sent(app, "panel")["cards"]


def test_the_assumptions_are_shown_where_they_can_be_changed():
    app = opened(PAGE, s=LINK)
    told = " ".join(texts_of(app))
    for text in ("Spread of order rates", "Price of a contribution point", "CDNOW"):
        assert text in told
    app.button(key="show member assumptions").click().run()
    assert not app.exception
