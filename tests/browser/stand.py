"""The audience's window, and what the shipped pitch says in it."""

from playwright.sync_api import expect

from answers.pitch.sentences import shown
from scenarios.pitches import Step, load_pitch
from tests.browser.screen import EN, FIRST_RUN_MS, Screen
from wording import Words

EXAMPLE = load_pitch("pitched_terms")
IDS = [step.id for step in EXAMPLE.steps]
GUESS, LEVER = IDS.index("who_recovers") + 1, IDS.index("promise_less") + 1


def step_of(number: int) -> Step:
    return EXAMPLE.steps[number - 1]


def sentence(number: int, words: Words = EN, part: str = "sentence") -> str:
    return shown(step_of(number), part, words)


class Stand:
    """The audience's window."""

    def __init__(self, screen: Screen) -> None:
        self.screen, self.page = screen, screen.page

    def open(self, number: int = 1, pitch: str = "pitched_terms", language: str = "en") -> None:
        self.page.goto(f"{self.screen.server.address}/present?pitch={pitch}&step={number}"
                       f"&lang={language}")
        self.headline.wait_for(timeout=FIRST_RUN_MS)

    @property
    def headline(self):
        return self.page.locator(".backstop-slide h1")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def expect_step(self, number: int, words: Words = EN, part: str = "sentence") -> None:
        expect(self.headline).to_have_text(sentence(number, words, part))
        expect(self.page.locator(".backstop-slide .count")).to_have_text(
            f"{number} / {len(IDS)}")

    def figure(self):
        return self.page.locator(".backstop-panel.large .main-svg").first
