"""A question is answered as the page answers it: the same texts, the same figures, for any door."""

import json

import pytest

import scenarios
from answers import headlines, question, sentences
from answers.figures import ANSWERS, FIGURES, Scene
from answers.question import Question, ask, opened
from answers.results import results
from model import ScenarioError, readings
from scenarios import Shared, link
from wording import LANGUAGES, Words

EN = Words("en")
CHANGED = scenarios.load("as_pitched").scenario.replace(
    {"campaigns.main.sell_fee": 0.2, "horizon.days": 400})
SHARED = Shared("as_pitched", CHANGED)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ANSWERS)
def test_a_page_is_answered_as_it_is_drawn(page: str, language: str) -> None:
    words, answer = Words(language), ANSWERS[page]
    now, then = results(SHARED.scenario), results(SHARED.baseline)
    tiles = answer.readings(words)
    found = ask(Question(shared=SHARED, words=words, page=page,
                         readings=tuple(tile.reading for tile in tiles)))
    assert found["question"] == answer.question(words)
    assert found["verdict"] == answer.verdict(now, words)
    assert found["aside"] == sentences.aside(answer, now, words)
    assert found["unlike"] == headlines.unlike(now, then, words)
    assert [each["told"] for each in found["tiles"]] == headlines.grouped(tiles, now, then, words)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", FIGURES)
def test_a_figure_is_the_page_s(key: str, language: str) -> None:
    words = Words(language)
    card = FIGURES[key](Scene(results(SHARED.scenario), results(SHARED.baseline), words))
    (found,) = ask(Question(shared=SHARED, words=words, figures=(key,)))["figures"]
    assert found == {"key": key, "title": card.title, "help": card.help,
                     "figure": card.figure.drawn()}


@pytest.mark.parametrize("key", FIGURES)
def test_without_hovers_only_the_texts_of_points_are_missing(key: str) -> None:
    whole, plain = (ask(Question(shared=SHARED, words=EN, figures=(key,), hover=hover))
                    ["figures"][0]["figure"] for hover in (True, False))
    assert plain["layout"] == whole["layout"]
    for trace, full in zip(plain["data"], whole["data"], strict=True):
        assert set(full) - set(trace) <= {"customdata", "hovertemplate"}
        assert "customdata" not in trace
        assert trace == {name: full[name] for name in trace}


def test_numbers_are_those_of_the_summary_and_everything_is_json() -> None:
    names = readings.names(CHANGED)
    found = ask(Question(shared=SHARED, words=EN, readings=names, figures=tuple(FIGURES),
                         page="overview"))
    json.dumps(found, allow_nan=False)
    summary = scenarios.files.summary(results(CHANGED).run)
    before = scenarios.files.summary(results(SHARED.baseline).run)
    assert {each["reading"]: each["value"] for each in found["tiles"]} == summary
    assert {each["reading"]: each["baseline"] for each in found["tiles"]} == before
    assert found["faults"] == {}


def test_a_preset_a_document_and_a_link_are_the_same_question() -> None:
    text = scenarios.write(scenarios.Document("asked", {}, {}, CHANGED))
    changes = {"campaigns.main.sell_fee": 0.2, "horizon.days": 400}
    for told, changed in (
        ("as_pitched", changes), (text, {}), (link.encode(SHARED), {}),
        (link.encode(Shared.of("as_pitched")), changes),
    ):
        shared, refused = opened(told, changed)
        assert (shared.scenario, refused) == (CHANGED, [])


def test_what_is_unknown_is_refused_by_its_nearest_name() -> None:
    with pytest.raises(ScenarioError) as error:
        ask(Question(shared=SHARED, words=EN, readings=("lowest_cas",), figures=("cassh",),
                     page="treasure"))
    assert [each.details["nearest"] for each in error.value.problems] == [
        "lowest_cash", "cash", "treasury"]
    with pytest.raises(ScenarioError):
        opened("title = 3", {})
    with pytest.raises(ScenarioError):
        opened("as_pitched", {"campaigns.main.sell_fee": 7.0})


def test_questions_push_nothing_out_that_pages_keep() -> None:
    results(CHANGED)
    before = len(results), results.taken
    for fee in (0.11, 0.12, 0.13):
        moved = Shared("as_pitched", CHANGED.replace({"campaigns.main.sell_fee": fee}))
        ask(Question(shared=moved, words=EN, page="overview", figures=("cash",)))
    assert (len(results), results.taken) == before
    assert question._baseline.most == question.BASELINES
    assert question._baseline.taken <= question.BASELINE_BYTES


def test_what_takes_long_is_found_only_where_it_is_asked_for(monkeypatch) -> None:
    counted = []
    whole = readings.summary
    monkeypatch.setattr(readings, "summary",
                        lambda run, asked=None: counted.append(asked) or whole(run, asked))
    ask(Question(shared=SHARED, words=EN, readings=("lowest_cash",)))
    assert counted[0] == ("lowest_cash",)
