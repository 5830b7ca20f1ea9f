"""What addresses keep of a pitch: the draft at the desk; guesses and levers of the slides."""

import random
import zlib
from base64 import urlsafe_b64encode
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

import scenarios
from answers.results import results
from scenarios import Shared, pitch_link
from scenarios.pitches import write_pitch
from tests.pages.screen import opened
from tests.pages.test_pitch import EXAMPLE, IDS, choose, draft_of, entry, press, sent

PAGE, SLIDES = "share/pitch", "share/present"
MINE = replace(EXAMPLE, name="pitch", titles={"en": "Mine"}, steps=EXAMPLE.steps[:4])
LINK = pitch_link.encode(MINE)
GUESS, LEVER = IDS.index("who_recovers") + 1, IDS.index("promise_less") + 1
GUESSED, MOVED = EXAMPLE.steps[GUESS - 1], EXAMPLE.steps[LEVER - 1]
DAMAGED = (LINK[:-9], "~" + "A" * 40_000, "~AAAA", "nothing", "<b>x</b>", "")


def at(page: str, **query: str):
    """A page in a new session at an address with these query parameters of its own."""
    app = opened("understand/glossary", lang="en")
    for name, value in query.items():
        app.query_params[name] = value
    return unharmed(app.switch_page(f"pages/{page}.py").run())


def unharmed(app):
    assert not app.exception
    assert not app.error
    return app


def address_of(app) -> dict[str, str]:
    """Query parameters, as a browser would send them with a reload."""
    return {name: one if isinstance(one, str) else one[0]
            for name, one in app.query_params.items()}


def reloaded(app):
    """The same address in a session that remembers nothing."""
    query = address_of(app)
    query.pop("s", None)
    return at(PAGE, **query)


def test_the_example_needs_no_place_in_the_address():
    app = at(PAGE)
    assert not {"pitch", "step", "entry"} & address_of(app).keys()
    choose(app, IDS[2])
    assert "pitch" not in address_of(app)


def test_a_reload_keeps_the_draft_and_the_chosen_step():
    app = at(PAGE)
    choose(app, IDS[1])
    entry(app, "text_area", "sentence.zh").set_value("新的句子").run()
    press(app, "step duplicate")
    kept, again = draft_of(app), draft_of(reloaded(app))
    assert again.pitch.steps == kept.pitch.steps != EXAMPLE.steps
    assert again.pitch.titles == kept.pitch.titles
    assert again.chosen == kept.chosen == f"{IDS[1]}_2"


def test_the_address_follows_undo_and_redo():
    app = at(PAGE)
    press(app, "step remove")
    told = address_of(app)["pitch"]
    assert pitch_link.decode(told).steps == EXAMPLE.steps[1:]
    press(app, "undo pitch")
    assert "pitch" not in address_of(app)
    assert draft_of(app).pitch == EXAMPLE
    press(app, "redo pitch")
    assert address_of(app)["pitch"] == told


def test_a_link_opens_its_pitch_at_its_step_and_can_be_worked_on():
    app = at(PAGE, pitch=LINK, step="3")
    assert draft_of(app).pitch == MINE
    assert draft_of(app).chosen == IDS[2]
    assert not app.main.warning
    press(app, "step remove")
    press(app, "undo pitch")
    assert draft_of(app).pitch == MINE
    assert app.button(key="undo pitch").disabled


@pytest.mark.parametrize("step", ["0", "99", "-1", "x", "", "２", "1e3"])
def test_a_step_that_there_is_not_leads_to_the_nearest(step):
    assert draft_of(at(PAGE, pitch=LINK, step=step)).place in (0, len(MINE.steps) - 1)


def test_a_session_that_writes_keeps_its_own_draft():
    app = at(PAGE)
    press(app, "step remove")
    own = draft_of(app)
    for told in (LINK, *DAMAGED):
        app.query_params["pitch"] = told
        unharmed(app.run())
        assert draft_of(app) == own
        assert pitch_link.decode(address_of(app)["pitch"]).steps == own.pitch.steps
        assert not app.main.warning


@pytest.mark.parametrize("told", DAMAGED)
def test_a_damaged_link_is_told_calmly_and_the_example_is_there(told):
    app = at(PAGE, pitch=told)
    (warning,) = app.main.warning
    assert warning.value.startswith("What was opened could not be read in full")
    assert "pitch" in warning.value
    assert "pitch" not in address_of(app)
    press(app, "dismiss refused")
    assert not app.main.warning
    press(app, "step remove")
    assert draft_of(app).pitch.steps == EXAMPLE.steps[1:]


def test_a_pitch_that_means_ill_is_refused_with_what_is_wrong():
    text = write_pitch(MINE).replace('figure = "price"', 'figure = "<script>"')
    app = at(PAGE, pitch="~" + urlsafe_b64encode(zlib.compress(text.encode())).decode())
    assert "steps.price.figure" in app.main.warning[0].value.replace("\\", "")
    assert draft_of(app).pitch == EXAMPLE


def test_other_pages_neither_carry_nor_read_a_pitch():
    app = at(PAGE, pitch=LINK)
    app.switch_page("pages/explore/price.py").run()
    assert not {"pitch", "step", "entry"} & address_of(app).keys()
    app.switch_page(f"pages/{PAGE}.py").run()
    assert address_of(app)["pitch"] == LINK
    assert draft_of(app).pitch == MINE
    elsewhere = at("explore/price", pitch=LINK)
    elsewhere.switch_page(f"pages/{PAGE}.py").run()
    assert draft_of(elsewhere).pitch == EXAMPLE


def test_a_reload_keeps_the_entry_of_the_library(kept):
    entry_id = kept.add("pitch", "Board", write_pitch(MINE)).revision.entry_id
    app = at(PAGE, pitch=LINK, entry=f"{entry_id}.1")
    assert draft_of(app).opened.origin == (entry_id, 1)
    assert draft_of(app).pitch == draft_of(app).opened.pitch
    press(app, "step remove")
    again = draft_of(reloaded(app))
    assert again.opened == draft_of(app).opened
    assert again.pitch == draft_of(app).pitch != again.opened.pitch


@pytest.mark.parametrize("told", ["", "x", f"{'0' * 32}.1", "{id}.2", "{id}.0", "{scenario}.1"])
def test_an_entry_that_the_library_has_not_is_none(kept, told):
    ids = {"id": kept.add("pitch", "Board", write_pitch(MINE)).revision.entry_id,
           "scenario": kept.add("scenario", "S", scenarios.write(
               scenarios.load("rotation"))).revision.entry_id}
    app = at(PAGE, pitch=LINK, entry=told.format(**ids))
    assert draft_of(app).opened.origin is None
    assert draft_of(app).pitch == MINE


def too_long():
    """A pitch whose series of joins follows no rule and cannot be packed."""
    dice = random.Random(1)
    series = [float(dice.randint(0, 9_999_999)) for _ in range(4000)]
    stage = Shared.of("as_pitched")
    stage = replace(stage, scenario=stage.scenario.replace(
        {"growth.curve": "series", "growth.series": series}))
    return replace(MINE, steps=(replace(MINE.steps[0], stage=stage),))


def test_a_pitch_too_long_for_an_address_says_so_and_its_saved_revision_is_left(kept):
    entry_id = kept.add("pitch", "Board", write_pitch(MINE)).revision.entry_id
    app = at(PAGE, pitch=LINK, entry=f"{entry_id}.1")
    app.session_state["choices"] = {
        "pitch": replace(draft_of(app), written=replace(draft_of(app).written, pitch=too_long()))}
    unharmed(app.run())
    assert any("too long for an address" in each.value for each in app.main.caption)
    assert link_at(app) is None
    assert address_of(app)["pitch"] == pitch_link.PACKED
    again = reloaded(app)
    assert "too long for an address" in again.main.warning[0].value
    assert draft_of(again).pitch.steps == MINE.steps
    assert draft_of(again).opened.origin == (entry_id, 1)


def link_at(app) -> str | None:
    """The link that the desk offers, once its popover is open."""
    app.session_state["pitch link"] = True
    unharmed(app.run())
    return app.main.code[0].value if app.main.code else None


def test_the_desk_offers_the_link_that_opens_it():
    app = at(PAGE, pitch=LINK, step="2")
    query = {name: one for name, (one,) in parse_qs(urlsplit(link_at(app)).query).items()}
    assert query == address_of(app)
    assert {*query} == {"pitch", "step", "s", "lang"}
    assert draft_of(at(PAGE, **query)).pitch == MINE


def slide(app) -> dict:
    return sent(app, "slide")


def slides_address(app) -> dict[str, str]:
    """What the slides write into the address bar."""
    query = parse_qs(sent(app, "address")["query"], keep_blank_values=True)
    return {name: one for name, (one,) in query.items()}


def test_revealed_guesses_and_moved_levers_come_back():
    app = at(SLIDES, step=str(GUESS), guessed=f"{GUESS}_0.35", moved=f"{LEVER}_0.9")
    assert slide(app)["guess"]["guessed"] == 0.35
    assert slide(app)["guess"]["answer"]
    again = at(SLIDES, **slides_address(app) | {"step": str(LEVER)})
    assert slide(again)["lever"]["value"] == 0.9
    assert slide(again)["lever"]["moved"]
    assert slides_address(again)["guessed"] == f"{GUESS}_0.35"
    bare = at(SLIDES, step=str(GUESS))
    assert not {"guessed", "moved"} & slides_address(bare).keys()


def test_what_is_still_hidden_is_not_in_the_address():
    app = at(SLIDES, step=str(GUESS))
    truth = results(GUESSED.stage.scenario).summary["recovered_share"]
    assert slide(app)["guess"]["answer"] == ""
    assert slides_address(app) == {
        "pitch": "pitched_terms", "step": str(GUESS), "lang": "en"}
    assert repr(truth)[:6] not in sent(app, "address")["query"]
