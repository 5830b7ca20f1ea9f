"""Writing a pitch: steps, entries in both languages, refusals that lose nothing, bookmarks."""

import json

import pytest

import scenarios
from answers.pitch.sentences import shown
from model import Scenario
from scenarios import Shared
from scenarios.pitches import load_pitch, pitch_names, read_pitch, write_pitch
from scenarios.stages import stage_of
from tests.pages.screen import opened, texts_of
from ui.session import draft as drafts
from wording import LANGUAGES, Words

EN = Words("en")
PAGE = "share/pitch"
EXAMPLE = load_pitch(pitch_names()[0])
IDS = [step.id for step in EXAMPLE.steps]
FEE = "campaigns.main.sell_fee"
CHANGED = Shared.of("rotation").scenario.replace({"platform.initial_cash": 7e6})
HOSTILE = "<b>x</b> **b** $x$ :red[c] {"


def draft_of(app) -> drafts.Draft:
    return app.session_state["choices"]["pitch"]


def ids_of(app) -> list[str]:
    return [step.id for step in draft_of(app).pitch.steps]


def entry(app, kind: str, name: str):
    """The control of an entry of the chosen step."""
    (found,) = [each for each in getattr(app, kind) if f" {name} " in f" {each.key} "]
    return found


def choose(app, step: str):
    radio = next(each for each in app.main.radio if each.key.startswith("pitch step"))
    return radio.set_value(step).run()


def press(app, key: str):
    return app.button(key=key).click().run()


def sent(app, component: str) -> dict:
    found = [e for e in app.get("bidi_component") if e.proto.component_name.endswith(component)]
    return json.loads(found[0].proto.json)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_opens_with_the_example_and_lists_every_step(language):
    app = opened(PAGE, lang=language)
    assert not app.exception
    assert not app.error
    (steps,) = [each for each in app.main.radio if each.key.startswith("pitch step")]
    for number, (option, step) in enumerate(zip(steps.options, EXAMPLE.steps, strict=True), 1):
        plain = option.replace("\\", "")
        assert plain.startswith(f"{number}. ")
        assert plain.partition(". ")[2][:20] == shown(step, "sentence", Words(language))[:20]
    assert str(len(IDS)) in app.main.title[0].value


def test_every_step_can_be_chosen_and_is_previewed():
    app = opened(PAGE)
    for step in EXAMPLE.steps:
        choose(app, step.id)
        assert not app.exception, step.id
        assert not app.error, step.id
        told = [each.value.replace("\\", "") for each in app.main.subheader]
        assert shown(step, "sentence", EN).replace("\\", "") in told
        if step.figure and step.kind != "text":
            assert [card["key"] for card in sent(app, "panel")["cards"]] == [step.figure]
        if step.tiles:
            assert [tile["reading"] for tile in sent(app, "tiles")["tiles"]] == list(step.tiles)


def test_an_entry_in_each_language_is_kept_and_undone():
    app = opened(PAGE)
    entry(app, "text_area", "sentence.zh").set_value("新的句子").run()
    entry(app, "text_area", "notes.en").set_value("a note").run()
    step = draft_of(app).pitch.steps[0]
    assert (step.sentences["zh"], step.notes["en"]) == ("新的句子", "a note")
    assert step.sentences["en"] == EXAMPLE.steps[0].sentences["en"]
    press(app, "undo pitch")
    press(app, "undo pitch")
    assert draft_of(app).pitch == EXAMPLE
    assert entry(app, "text_area", "sentence.zh").value == EXAMPLE.steps[0].sentences["zh"]
    press(app, "redo pitch")
    assert draft_of(app).pitch.steps[0].sentences["zh"] == "新的句子"


def test_a_refused_entry_stays_in_its_field_and_is_told_in_the_readers_language():
    app = opened(PAGE, lang="zh")
    entry(app, "text_area", "sentence.en").set_value("only {recoverd_share}").run()
    assert draft_of(app).pitch == EXAMPLE
    (warning,) = app.main.warning
    for part in ("steps.promise.sentence", "{recoverd_share}", "recovered_share", "没有名为"):
        assert part in warning.value.replace("\\", "")
    choose(app, IDS[1])
    choose(app, IDS[0])
    assert entry(app, "text_area", "sentence.en").value == "only {recoverd_share}"
    entry(app, "text_area", "notes.en").set_value("kept for later").run()
    assert draft_of(app).pitch == EXAMPLE
    entry(app, "text_area", "sentence.en").set_value("only {recovered_share}").run()
    step = draft_of(app).pitch.steps[0]
    assert (step.sentences["en"], step.notes["en"]) == ("only {recovered_share}", "kept for later")
    assert not app.main.warning


def test_refused_entries_can_be_given_up():
    app = opened(PAGE)
    entry(app, "text_area", "sentence.en").set_value("{x}").run()
    press(app, "give up")
    assert entry(app, "text_area", "sentence.en").value == EXAMPLE.steps[0].sentences["en"]
    assert not app.main.warning


def test_steps_are_ordered_duplicated_removed_and_added():
    app = opened(PAGE)
    press(app, "step down")
    assert ids_of(app)[:2] == [IDS[1], IDS[0]]
    press(app, "step up")
    assert ids_of(app) == IDS
    press(app, "step duplicate")
    assert ids_of(app)[:3] == [IDS[0], f"{IDS[0]}_2", IDS[1]]
    assert draft_of(app).step.id == f"{IDS[0]}_2"
    press(app, "step remove")
    assert ids_of(app) == IDS
    assert draft_of(app).chosen == IDS[1]
    press(app, "step add")
    assert draft_of(app).step.kind == "text"
    for _ in range(5):
        press(app, "undo pitch")
    assert draft_of(app).pitch == EXAMPLE


def test_the_last_step_cannot_be_removed():
    app = opened(PAGE)
    for _ in IDS[1:]:
        press(app, "step remove")
    assert len(ids_of(app)) == 1
    assert app.button(key="step remove").disabled


@pytest.mark.parametrize("wanted", ["cash", "numbers"])
def test_a_bookmark_holds_what_is_on_screen(wanted):
    shared = Shared("rotation", CHANGED, "pinned", scenarios.load("stop_gifting").scenario)
    app = opened(PAGE, s=scenarios.link.encode(shared))
    box = next(each for each in app.main.selectbox if each.key.startswith("bookmark shows desk"))
    box.set_value(wanted).run()
    press(app, "bookmark it desk")
    step = draft_of(app).step
    assert step.stage == shared
    assert (step.figure or "numbers") == wanted
    assert bool(step.tiles) == (wanted == "numbers")
    assert ids_of(app)[1] == step.id
    again = read_pitch(write_pitch(draft_of(app).pitch).encode(), EXAMPLE.name)
    assert again == draft_of(app).pitch
    press(app, "undo pitch")
    assert draft_of(app).pitch == EXAMPLE


def test_a_step_takes_the_scenario_on_screen_and_gives_it_back():
    app = opened(PAGE, s=scenarios.link.encode(Shared("rotation", CHANGED)))
    choose(app, "adverts")
    press(app, "take stage")
    step = draft_of(app).step
    assert step.stage == stage_of(Shared("rotation", CHANGED))
    assert step.lever == "ad_points.revenue_per_view"
    choose(app, "promise_less")
    press(app, "load stage")
    shared, problems = scenarios.link.decode(app.query_params["s"])
    assert not problems
    assert shared == next(step for step in EXAMPLE.steps if step.id == "promise_less").stage


def test_a_lever_that_the_new_stage_lacks_goes():
    renamed = {name.replace("campaigns.main.", "campaigns.first."): value
               for name, value in Shared.of("as_pitched").scenario.flat.items()}
    stage = Shared("as_pitched", Scenario.from_flat(renamed))
    app = opened(PAGE, s=scenarios.link.encode(stage))
    choose(app, "price")
    entry(app, "selectbox", "lever").set_value(FEE).run()
    press(app, "take stage")
    assert (draft_of(app).step.stage, draft_of(app).step.lever) == (stage, "")
    assert not app.main.warning


def test_what_is_shown_and_how_can_be_chosen():
    app = opened(PAGE)
    choose(app, "price")
    entry(app, "selectbox", "shown").set_value("cash").run()
    assert draft_of(app).step.figure == "cash"
    entry(app, "selectbox", "shown").set_value("numbers").run()
    entry(app, "multiselect", "tiles").set_value(["lowest_cash", "sales"]).run()
    assert draft_of(app).step.tiles == ("lowest_cash", "sales")
    entry(app, "selectbox", "lever").set_value(FEE).run()
    low, high = (entry(app, "number_input", f"lever {end}") for end in ("low", "high"))
    assert (low.value, high.value) == (0, 60)
    low.set_value(10).run()
    assert draft_of(app).step.lever_range == (0.1, 0.6)
    entry(app, "number_input", "lever high").set_value(5).run()
    assert draft_of(app).step.lever_range == (0.1, 0.6)
    assert FEE in app.main.warning[0].value.replace("\\", "")


def test_a_step_becomes_a_guess_with_its_scale():
    app = opened(PAGE)
    choose(app, "cash")
    kind = next(each for each in app.main.segmented_control if "cash kind" in each.key)
    kind.set_value("guess").run()
    assert "give the answer away" in app.main.warning[0].value
    entry(app, "text_area", "sentence.en").set_value("How deep?").run()
    entry(app, "text_area", "sentence.zh").set_value("多深？").run()
    entry(app, "selectbox", "guess.reading").set_value("first_negative_day").run()
    entry(app, "number_input", "guess.high").set_value(1000).run()
    step = draft_of(app).step
    assert step.kind == "guess"
    assert (step.guess.reading, step.guess.low, step.guess.high) == ("first_negative_day", 0, 1000)


def test_texts_of_anybody_are_no_markup():
    app = opened(PAGE)
    next(each for each in app.main.text_input if "title.en" in each.key).set_value(HOSTILE).run()
    entry(app, "text_area", "sentence.en").set_value(HOSTILE).run()
    told = [text for text in texts_of(app) if "b" in text and "x" in text and "red" in text]
    assert told
    for text in told:
        for markup in ("**", "$x$", ":red[", "<b>"):
            assert markup not in text


def test_the_pitch_is_presented_from_the_chosen_step():
    app = opened(PAGE)
    choose(app, IDS[3])
    press(app, "present")
    assert not app.exception
    assert not app.error
    slide = sent(app, "slide")
    assert (slide["step"], slide["count"]) == (3, len(IDS))
    assert slide["sentence"] == shown(EXAMPLE.steps[3], "sentence", EN)
