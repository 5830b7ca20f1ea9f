"""From a slider's release to the last figure painted, beside the floor app in one browser."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from playwright.sync_api import Browser, Page

from tests.browser.chromium import launched
from tests.browser.screen import been_here
from tests.browser.serving import serving

HERE = Path(__file__).parent
WINDOW = {"width": 1400, "height": 1000}
START_MS, PATIENCE_MS = 240_000, 15_000
QUIET_MS = 300
"""A page is done when no figure has changed for so long."""
WARM_UP, PRESSES = 4, 40
LEVER = ".st-key-growth-market_size input[type=range]"


@dataclass(frozen=True)
class Contestant:
    """An open app, its slider and how many figures a press of a key on it moves."""

    page: Page
    slider: str
    figures: int

    def press(self) -> float:
        """Milliseconds from one press of a key to the last figure painted."""
        self.page.locator(self.slider).first.focus()
        self.page.evaluate("painted.arm()")
        self.page.wait_for_timeout(40)
        self.page.keyboard.press("ArrowRight")
        took = self.page.evaluate(
            "(given) => painted.read(...given)", [self.figures, QUIET_MS, PATIENCE_MS]
        )
        if took is None:
            raise RuntimeError(f"not all {self.figures} figures of {self.page.url} moved")
        return float(took)


def opened(browser: Browser, address: str, slider: str, figures: int) -> Contestant:
    """A window of its own on an app, with all of its figures drawn."""
    context = browser.new_context(viewport=WINDOW, locale="en-GB")
    been_here(context)
    page = context.new_page()
    page.add_init_script(path=HERE / "painted.js")
    page.goto(address)
    drawn = page.locator(".js-plotly-plot .main-svg").first
    drawn.wait_for(timeout=START_MS)
    page.wait_for_function(
        "(count) => document.querySelectorAll('.js-plotly-plot').length === count", arg=figures
    )
    return Contestant(page, slider, figures)


def milliseconds(presses: int = PRESSES) -> dict[str, np.ndarray]:
    """Times of `presses` on the floor app and on the Overview by turns, warm-up left out."""
    floor_app = str(HERE / "floor_app.py")
    with (
        TemporaryDirectory() as folder, serving(Path(folder), floor_app) as floor,
        serving(Path(folder)) as ours, launched() as browser,
    ):
        contestants = {
            "floor": opened(browser, floor.address, "input[type=range]", 1),
            "paint": opened(browser, ours.address, LEVER, 4),
        }
        took: dict[str, list[float]] = {name: [] for name in contestants}
        for _ in range(WARM_UP + presses):
            for name, contestant in contestants.items():
                took[name].append(contestant.press())
    return {name: np.array(times[WARM_UP:]) for name, times in took.items()}


def figures() -> dict[str, float]:
    """A slider's release until four figures are repainted, and as multiples of the floor app."""
    took = milliseconds()
    found: dict[str, float] = {}
    for share in (50, 95):
        at = {name: float(np.percentile(times, share)) for name, times in took.items()}
        found |= {f"{name}_p{share}_ms": value for name, value in at.items()}
        found[f"paint_over_floor_p{share}"] = at["paint"] / at["floor"]
    return found
