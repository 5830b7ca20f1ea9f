"""Goal seek says what the command line says, and what it finds can be loaded and pinned."""

import json
from dataclasses import replace
from functools import partial

import pytest

import scenarios
from analysis.batches import one_result
from analysis.levers import lever
from analysis.question import Question, default_question
from answers import scales
from commands.main import main
from scenarios import Shared
from tests.pages.jobs_at_once import AtOnce
from tests.pages.screen import opened
from ui.decide import terms
from ui.decide.goal import FIRST_LEVER
from ui.session import jobs
from wording import LANGUAGES, Words

PAGE = "decide/goal_seek"
SHORT = scenarios.load("as_pitched").scenario.replace({"horizon.days": 200})
LINK = scenarios.link.encode(Shared("as_pitched", SHORT))
RELEASE = FIRST_LEVER


def headline(app) -> str:
    return app.main.title[0].value


def shared_of(app):
    shared, problems = scenarios.link.decode(app.query_params["s"])
    assert not problems
    return shared


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_is_that_of_the_command_line(language, capsys):
    words = Words(language)
    assert main(["seek", "as_pitched", "--lever", RELEASE, "--result", "lowest_cash",
                 "--target", "0", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    app = opened(PAGE, lang=language)
    assert not app.exception
    assert not app.error
    solution = told["printed"][0]["value"]
    assert one_result(scenarios.load("as_pitched").scenario.replace(told["printed"][0]["set"]),
                      "lowest_cash") >= 0.0
    moved = lever(scenarios.load("as_pitched").scenario, RELEASE)
    assert scales.written(moved, solution, words) in headline(app)
    app.button(key="load goal 0").click().run()
    loaded = shared_of(app).scenario
    assert loaded[RELEASE] == solution
    assert one_result(loaded, "lowest_cash") == told["printed"][0]["result"]


def test_a_solution_can_be_pinned_as_the_baseline():
    app = opened(PAGE)
    app.button(key="pin goal 0").click().run().run()
    shared = shared_of(app)
    assert shared.kind == "pinned"
    assert one_result(shared.pinned, "lowest_cash") >= 0.0
    assert shared.scenario == scenarios.load("as_pitched").scenario


def test_without_a_solution_the_nearest_miss_is_told():
    app = opened(PAGE)
    app.container(key=f"goal {RELEASE} low").number_input[0].set_value(2.0).run()
    assert headline(app).startswith("No “Daily release” from 2% per day")
    assert "2% per day comes nearest" in headline(app)
    assert not [button for button in app.button if button.key == "load goal 0"]


def test_an_empty_range_is_refused_in_words():
    app = opened(PAGE)
    app.container(key=f"goal {RELEASE} high").number_input[0].set_value(0.0).run()
    assert not app.exception
    assert not app.error
    assert "cannot be answered" in app.warning[0].value


def test_lever_result_and_target_outlive_a_page_switch():
    app = opened(PAGE)
    app.container(key="goal result").selectbox[0].set_value("recovered_share").run()
    app.container(key="goal target recovered_share").number_input[0].set_value(5.0).run()
    told = headline(app)
    assert "5.0%" in told
    app.switch_page("pages/explore/price.py").run()
    app.switch_page(f"pages/{PAGE}.py").run()
    assert headline(app) == told


def several(monkeypatch, evaluations=120):
    """The page of several levers, searching little and at once."""
    monkeypatch.setattr(jobs, "_workers", AtOnce())
    monkeypatch.setattr(terms, "Question", partial(Question, evaluations=evaluations))
    app = opened(PAGE, s=LINK)
    app.container(key="goal mode").segmented_control[0].set_value("several").run()
    return app


def searched(app):
    app.button(key="search terms").click().run()
    assert not app.exception
    assert not app.error
    return app


def test_the_recommended_terms_can_be_loaded(monkeypatch):
    app = searched(several(monkeypatch))
    assert headline(app).startswith("Change “")
    app.button(key="load terms").click().run()
    loaded = shared_of(app).scenario
    assert loaded.differences(SHORT)
    assert one_result(loaded, "lowest_cash") >= 0.0
    assert one_result(loaded, "unfunded_promise") <= 0.0
    # What stands now has changed: the answer belongs to another scenario.
    assert "have changed" in app.info[0].value


def test_the_page_asks_the_default_question(monkeypatch):
    """Levers, their printable ends, limits and aims are those of the command line."""
    asked = []
    monkeypatch.setattr(terms, "search", lambda _, question, progress: asked.append(question))
    app = several(monkeypatch)
    app.button(key="search terms").click().run()
    by_default = replace(default_question(SHORT), evaluations=120)
    assert dict(asked[0].levers) == pytest.approx(dict(by_default.levers))
    assert (tuple(asked[0].limits), tuple(asked[0].aims)) == (by_default.limits, by_default.aims)
    assert not asked[0].allow_no_gift
    app.container(key="term no gift").toggle[0].set_value(True).run()
    app.button(key="search terms").click().run()
    assert asked[1].allow_no_gift
    assert asked[1].levers["products.*.gift_share"][0] == 0.0 < asked[0].levers[
        "products.*.gift_share"][0]


def test_the_points_of_the_front_can_be_stepped_through(monkeypatch):
    app = several(monkeypatch)
    app.container(key="term limits").multiselect[0].set_value([]).run()
    # Cash against what members get: no set of terms is best in both.
    app.container(key="term aim 1").selectbox[0].set_value("lowest_cash").run()
    searched(app)
    number = next(entry for entry in app.number_input if entry.label.startswith("Point, 1 to"))
    assert number.max > 1
    before = app.main.dataframe[0].value.to_numpy().tolist()
    number.set_value(number.max if number.value == 1 else 1).run()
    assert app.main.dataframe[0].value.to_numpy().tolist() != before
    assert not app.exception


def test_terms_that_cannot_be_met_name_the_limit_that_binds(monkeypatch):
    app = several(monkeypatch)
    app.container(key="term limits").multiselect[0].set_value(["recovered_multiple"]).run()
    app.container(key="term limit target recovered_multiple").number_input[0].set_value(50.0).run()
    searched(app)
    assert headline(app).startswith("No terms meet this")
    assert "“Money back per yuan spent” at least ¥50 (the nearest miss reaches ¥" in headline(app)
    assert any("met by 0" in element.value for element in app.main.markdown)
