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
DRAGS, DRAG_SECONDS, REST_MS = 8, 2.0, 2_000
LEVER = ".st-key-growth-market_size input[type=range]"


@dataclass(frozen=True)
class Contestant:
    """An open app, its slider and how many figures a press of a key on it moves, with the headline
    numbers where there are some.
    """

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


@dataclass(frozen=True)
class Dragged:
    """A drag: frames a second, steps a second that every figure in view was painted anew, and the
    milliseconds from the pointer to the paint that follows from it.
    """

    frames: float
    steps: float
    took: np.ndarray


def drag(contestant: Contestant) -> Dragged:
    """Drag the slider for a while, a new place every frame."""
    lever = contestant.page.locator(contestant.slider).first
    lever.evaluate("(lever) => lever.scrollIntoView({ block: 'center' })")
    lever.focus()
    found = lever.evaluate("(lever, seconds) => painted.drag(lever, seconds)", DRAG_SECONDS)
    contestant.page.wait_for_timeout(REST_MS)
    return Dragged(found["frames"], min(found["painted"]), np.array(found["took"]))


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


def milliseconds(
    presses: int = PRESSES, drags: int = DRAGS
) -> tuple[dict[str, np.ndarray], list[Dragged]]:
    """Times of `presses` on the floor app and on the Overview by turns, warm-up left out, and then
    drags on the Overview.
    """
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
        dragged = [drag(contestants["paint"]) for _ in range(drags + 1)][1:]
    return {name: np.array(times[WARM_UP:]) for name, times in took.items()}, dragged


def figures() -> dict[str, float]:
    """A slider's release until four figures and the tiles are repainted, and a drag, pointer until
    painted, as multiples of the floor app's release until its one figure is.
    """
    took, dragged = milliseconds()
    found: dict[str, float] = {}
    for share in (50, 95):
        at = {name: float(np.percentile(times, share)) for name, times in took.items()}
        found |= {f"{name}_p{share}_ms": value for name, value in at.items()}
        found[f"settle_over_floor_p{share}"] = at["paint"] / at["floor"]
        drag_ms = float(np.percentile(np.concatenate([each.took for each in dragged]), share))
        found |= {f"drag_p{share}_ms": drag_ms, f"drag_over_floor_p{share}": drag_ms / at["floor"]}
    found["drag_frames_per_s"] = float(np.median([each.steps for each in dragged]))
    found["screen_frames_per_s"] = float(np.median([each.frames for each in dragged]))
    return found
