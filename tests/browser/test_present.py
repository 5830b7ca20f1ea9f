"""Presenting a pitch in Chromium: keys, guesses, levers, notes, QR codes, and texts of anybody."""

import io
import random
import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from answers.pitch.sentences import shown
from answers.results import results
from scenarios import Shared, link, pitch_link
from scenarios.pitches import Pitch, Step, on
from tests.browser.screen import EN, ZH, Screen
from tests.browser.serving import PUBLIC
from tests.browser.stand import EXAMPLE, GUESS, IDS, LEVER, sentence, step_of
from tests.more import long_after
from wording import LANGUAGES, Words

HOSTILE = '<img src=x onerror="document.title=1"> **b** $x$ :red[c] `d` [e](http://f) {'
SEEN_AT = ((1280, 720), (1920, 1080))
ANSWER = EN.percent(results(step_of(GUESS).stage.scenario).summary["recovered_share"])


def test_keys_lead_through_the_pitch_and_a_reload_keeps_the_place(stand):
    stand.open()
    stand.expect_step(1)
    stand.press("ArrowRight")
    stand.expect_step(2)
    stand.press("PageDown")
    stand.expect_step(3)
    stand.press("ArrowLeft", "PageUp")
    stand.expect_step(1)
    stand.press("End")
    stand.expect_step(len(IDS))
    stand.press("Home")
    stand.expect_step(1)
    stand.press(" ")
    stand.expect_step(2)
    expect(stand.page).to_have_url(re.compile(r"[?&]step=2\b"))
    stand.page.reload()
    stand.expect_step(2)
    expect(stand.figure()).to_be_visible()


@pytest.mark.long
def test_a_reload_keeps_revealed_guesses_and_moved_levers(stand):
    stand.open(GUESS)
    stand.page.locator(".ends input").fill("35")
    stand.press("Escape", "ArrowRight")
    stand.expect_step(GUESS, part="reveal")
    expect(stand.page).to_have_url(re.compile(rf"[?&]guessed={GUESS}_0\.35\b"))
    stand.page.reload()
    stand.expect_step(GUESS, part="reveal")
    expect(stand.page.locator(".mark.guess b")).to_contain_text("35%")
    expect(stand.page.locator(".mark.truth b")).to_contain_text(ANSWER)

    stand.open(LEVER)
    slider = stand.page.locator(".lever input")
    slider.focus()
    slider.press("End")
    step = step_of(LEVER)
    moved = on(step, {step.lever: step.lever_range[1]})
    expect(stand.headline).to_have_text(shown(moved, "sentence", EN))
    expect(stand.page).to_have_url(re.compile(rf"[?&]moved={LEVER}_1\.1\b"))
    stand.page.reload()
    expect(stand.headline).to_have_text(shown(moved, "sentence", EN))
    expect(slider).to_have_value(str(step.lever_range[1]))
    stand.page.locator(".lever button").click()
    stand.expect_step(LEVER)
    expect(stand.page).not_to_have_url(re.compile("moved="))
    stand.page.reload()
    stand.expect_step(LEVER)


@pytest.mark.long
def test_a_reload_keeps_a_guess_hidden_and_the_address_silent(stand):
    stand.open(GUESS)
    stand.page.locator(".ends input").fill("35")
    stand.press("Escape", "ArrowLeft")
    stand.expect_step(GUESS - 1)
    stand.press("ArrowRight")
    stand.expect_step(GUESS)
    expect(stand.page).to_have_url(re.compile(rf"[?&]step={GUESS}\b"))
    assert not {"guessed", "moved"} & parse_qs(urlsplit(stand.page.url).query).keys()
    stand.page.reload()
    stand.expect_step(GUESS)
    expect(stand.figure()).to_have_count(0)


@pytest.mark.long
def test_values_of_others_in_the_address_do_no_harm(stand):
    kept = f"&guessed={GUESS}_<b>~99_1~1_1~x&moved={LEVER}_1e300~{GUESS}_0~1_nan"
    stand.open(GUESS, language=f"en{kept}")
    stand.expect_step(GUESS, part="reveal")
    expect(stand.page.locator(".mark.guess")).to_be_hidden()
    expect(stand.page).to_have_url(
        re.compile(rf"guessed={GUESS}_&moved={LEVER}_1\.1$"))
    stand.open(LEVER, language=f"en{kept}")
    expect(stand.page.locator(".lever input")).to_have_value(
        str(step_of(LEVER).lever_range[1]))


def test_presses_faster_than_the_answers_all_count(stand):
    stand.open(4)
    stand.expect_step(4)
    stand.press("ArrowRight", "ArrowRight", "ArrowRight")
    stand.expect_step(7)


@pytest.mark.long
def test_presses_of_different_keys_at_once_all_count(stand):
    stand.open()
    stand.expect_step(1)
    slide = stand.page.locator(".backstop-slide")
    expect(slide.locator(".code")).to_be_visible()
    stand.press("n", "q", "ArrowRight", "l")
    stand.expect_step(2, ZH)
    expect(slide.locator(".notes .text")).to_have_text(sentence(2, ZH, "note"))
    expect(slide.locator(".code")).to_be_hidden()
    stand.press("l", "n", "q", "n", "q", "ArrowLeft", "q")
    stand.expect_step(1)
    expect(slide.locator(".notes .text")).to_have_text(sentence(1, part="note"))
    expect(slide.locator(".code")).to_be_visible()


@pytest.mark.long
def test_edges_and_swipes_turn_the_page(stand):
    stand.open()
    width, height = (stand.page.viewport_size[side] for side in ("width", "height"))
    stand.page.mouse.click(width - 10, height / 2)
    stand.expect_step(2)
    stand.page.mouse.click(10, height / 2)
    stand.expect_step(1)
    stand.page.evaluate("""() => {
        const root = document.querySelector(".backstop-slide header")
        for (const [kind, x] of [["touchstart", 700], ["touchend", 300]]) {
            const touch = new Touch({ identifier: 1, target: root, clientX: x, clientY: 300 })
            root.dispatchEvent(new TouchEvent(kind, { bubbles: true, changedTouches: [touch] }))
        }
    }""")
    stand.expect_step(2)


@pytest.mark.long
def test_keys_of_a_field_stay_with_it(stand):
    stand.open(GUESS)
    typed = stand.page.locator(".ends input")
    typed.fill("12")
    typed.press("ArrowLeft")
    typed.press("Home")
    typed.press("n")
    assert stand.page.locator(".backstop-slide .notes").is_hidden()
    stand.expect_step(GUESS)
    typed.press("Escape")
    expect(typed).not_to_be_focused()
    stand.press("ArrowLeft")
    stand.expect_step(GUESS - 1)


@pytest.fixture
def heard(screen: Screen) -> list[bytes]:
    """Everything that the server sends through web sockets."""
    frames: list[bytes] = []

    def keep(payload: str | bytes) -> None:
        frames.append(payload if isinstance(payload, bytes) else payload.encode())

    screen.page.on("websocket", lambda socket: socket.on("framereceived", keep))
    return frames


@pytest.mark.parametrize("language", long_after(1, LANGUAGES))
def test_the_answer_is_nowhere_before_the_reveal(stand, heard, language):
    words = Words(language)
    answer = results(step_of(GUESS).stage.scenario).summary["recovered_share"]
    traces = (words.percent(answer), f"{answer:.6g}"[:6], f"{100 * answer:.6g}"[:5])
    stand.open(GUESS, language=language)
    stand.expect_step(GUESS, words)
    stand.press("n")  # the notes come without it too
    expect(stand.page.locator(".backstop-slide .notes")).to_be_visible()
    stand.page.locator(".ends input").fill("35")
    assert not [each for each in traces if each in stand.page.content()]
    assert not [each for each in traces if each.encode() in b"".join(heard)]
    assert stand.page.locator(".backstop-panel, .backstop-tiles").count() == 0

    stand.press("Escape", "ArrowRight")
    stand.expect_step(GUESS, words, "reveal")
    assert traces[0].encode() in b"".join(heard)
    expect(stand.page.locator(".mark.truth b")).to_contain_text(traces[0])
    expect(stand.page.locator(".mark.guess b")).to_contain_text("35%")
    expect(stand.figure()).to_be_visible()
    stand.press("r")
    stand.expect_step(GUESS, words)
    expect(stand.figure()).to_have_count(0)


@pytest.mark.long
def test_marks_stand_where_they_belong(stand):
    stand.open(GUESS)
    stand.page.locator(".ends input").fill("80")
    stand.press("Escape", "ArrowRight")
    stand.expect_step(GUESS, part="reveal")
    track = stand.page.locator(".track").bounding_box()
    for mark, value in ((".guess", 0.8), (
            ".truth", results(step_of(GUESS).stage.scenario).summary["recovered_share"])):
        box = stand.page.locator(f".mark{mark} i").bounding_box()
        middle = box["x"] + box["width"] / 2
        assert (middle - track["x"]) / track["width"] == pytest.approx(value, abs=0.01)


def test_a_lever_moves_sentence_and_figure_and_goes_back(stand):
    stand.open(LEVER)
    stand.expect_step(LEVER)
    expect(stand.figure()).to_be_visible()
    before = stand.page.locator(".backstop-panel.large .plot").inner_html()
    slider = stand.page.locator(".lever input")
    slider.focus()
    slider.press("End")
    step = step_of(LEVER)
    moved = on(step, {step.lever: step.lever_range[1]})
    expect(stand.headline).to_have_text(shown(moved, "sentence", EN))
    expect(stand.page.locator(".lever strong")).to_have_text("1.1 ad points per CNY")
    stand.page.wait_for_function(
        "before => document.querySelector('.backstop-panel.large .plot').innerHTML !== before",
        arg=before)
    stand.page.locator(".lever button").click()
    stand.expect_step(LEVER)
    expect(slider).to_have_value(str(step.stage.scenario[step.lever]))


@pytest.mark.long
def test_a_dragged_lever_gives_the_keys_back(stand):
    stand.open(LEVER)
    box = stand.page.locator(".lever input").bounding_box()
    height = box["y"] + box["height"] / 2
    stand.page.mouse.move(box["x"] + box["width"] / 2, height)
    stand.page.mouse.down()
    stand.page.mouse.move(box["x"] + box["width"] * 0.9, height, steps=5)
    stand.page.mouse.up()
    expect(stand.headline).not_to_have_text(sentence(LEVER))
    stand.press("ArrowRight")
    stand.expect_step(LEVER + 1)


@pytest.mark.parametrize("language", long_after(1, LANGUAGES))
@pytest.mark.parametrize("size", long_after(1, SEEN_AT), ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_step_fits_the_window_without_any_control_of_the_app(stand, size, language):
    words = Words(language)
    stand.page.set_viewport_size({"width": size[0], "height": size[1]})
    stand.open(language=language)
    for number, step in enumerate(EXAMPLE.steps, start=1):
        stand.expect_step(number, words)
        if step.kind == "guess":
            stand.press("ArrowRight")
            stand.expect_step(number, words, "reveal")
        if step.figure:
            expect(stand.figure()).to_be_visible()
        if step.tiles:
            expect(stand.page.locator(".backstop-tiles.large strong")).to_have_count(
                len(step.tiles))
        check_nothing_is_cut(stand.page, size)
        stand.press("ArrowRight")


def check_nothing_is_cut(page: Page, size: tuple[int, int]) -> None:
    for part in ("stSidebar", "stHeader", "stToolbar", "stMainMenu", "stExpandSidebarButton"):
        assert not page.get_by_test_id(part).first.is_visible(), part
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    heading = page.evaluate("""() => {
        const box = document.querySelector(".backstop-slide .said")
        return [box.scrollHeight - box.clientHeight, box.scrollWidth - box.clientWidth]
    }""")
    assert max(heading) <= 0
    for shown_part in page.locator(".backstop-panel.large .plot, .backstop-tiles.large section, "
                                   ".backstop-slide .lever, .backstop-slide .count").all():
        box = shown_part.bounding_box()
        if box:
            assert box["x"] >= 0
            assert box["y"] >= 0
            assert box["x"] + box["width"] <= size[0]
            assert box["y"] + box["height"] <= size[1]


@pytest.mark.parametrize("number", long_after(1, [LEVER, 1, len(IDS)]))
def test_the_code_holds_the_link_of_the_shown_scenario(stand, number):
    stand.page.set_viewport_size({"width": 1280, "height": 720})
    stand.open(number)
    stand.expect_step(number)
    picture = Image.open(io.BytesIO(stand.page.locator(".code svg").screenshot()))
    (code,) = zxingcpp.read_barcodes(picture)
    address = urlsplit(code.text)
    assert code.text.startswith(f"{PUBLIC}/?")
    shared, problems = link.decode(parse_qs(address.query)["s"][0])
    assert not problems
    assert shared == step_of(number).stage
    stand.press("q")
    expect(stand.page.locator(".code")).to_be_hidden()


def pitch_of(*steps: Step, title: str = "x") -> str:
    return pitch_link.encode(Pitch("x", {"en": title}, steps))


@pytest.mark.long
def test_a_link_that_is_too_long_for_a_code_says_so(stand):
    dice = random.Random(1)  # what follows no rule cannot be packed
    series = [float(dice.randint(0, 999)) for _ in range(400)]
    stage = replace(Shared.of("as_pitched"), scenario=Shared.of("as_pitched").scenario.replace(
        {"growth.curve": "series", "growth.series": series}))
    stand.open(pitch=pitch_of(Step("a", "text", {"en": "Long"}, stage)))
    expect(stand.page.locator(".code")).to_contain_text("too long")
    assert stand.page.locator(".code svg").count() == 0


def test_texts_of_anybody_are_shown_as_they_are(stand):
    step = replace(step_of(GUESS), sentences={"en": HOSTILE}, reveals={"en": HOSTILE},
                   notes={"en": HOSTILE})
    stand.open(pitch=pitch_of(step, title=HOSTILE[:100]))
    stand.press("n", "ArrowRight")
    expect(stand.page.locator(".mark.truth b")).to_contain_text(ANSWER)
    for part in ("h1", ".asked", ".notes .text"):
        expect(stand.page.locator(f".backstop-slide {part}")).to_have_text(HOSTILE)
    expect(stand.page.locator(".backstop-slide .title")).to_have_text(HOSTILE[:100])
    assert stand.page.locator("img[src=x]").count() == 0
    assert stand.page.title() != "1"


def test_notes_in_a_second_window_follow_and_lead(stand):
    stand.open()
    stand.press("n")
    expect(stand.page.locator(".notes .text")).to_have_text(sentence(1, part="note"))
    with stand.page.context.expect_page() as opened:
        stand.page.locator(".notes a").click()
    beside = opened.value
    here = beside.locator(".backstop-notes li.here")
    expect(here).to_contain_text(sentence(1))
    stand.press("ArrowRight")
    expect(here).to_contain_text(sentence(2, part="note"))
    beside.keyboard.press("ArrowRight")
    stand.expect_step(GUESS)
    beside.keyboard.press("ArrowRight")
    stand.expect_step(GUESS, part="reveal")
    expect(here).to_contain_text(ANSWER)
    beside.keyboard.press("Home")
    stand.expect_step(1)
    beside.reload()
    expect(here).to_contain_text(sentence(1))
    stand.press("End")
    expect(here).to_contain_text(sentence(len(IDS), part="note"))


def test_an_address_without_a_pitch_is_told_calmly(stand):
    stand.page.goto(f"{stand.screen.server.address}/present?pitch=nothing")
    expect(stand.page.get_by_test_id("stAlert")).to_contain_text("pitched_terms")


@pytest.mark.long
def test_the_language_turns_in_place_and_escape_leaves(stand):
    stand.open(2)
    stand.expect_step(2)
    stand.press("l")
    stand.expect_step(2, ZH)
    expect(stand.page).to_have_url(re.compile("lang=zh"))
    stand.press("Escape")
    stand.page.get_by_test_id("stSidebar").wait_for()
    expect(stand.page).to_have_url(re.compile(r"/pitch\b"))
