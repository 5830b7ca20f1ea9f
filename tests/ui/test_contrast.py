"""Text reads at 4.5 : 1 or more against what lies behind it, in both themes (WCAG 2.2, 1.4.3)."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from charts import style
from charts.tornado import INK

ROOT = Path(__file__).parents[2]
THEMES = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
LEAST = 4.5
TINT = 0.16
"""Of the primary colour behind a chosen segment, as Streamlit 1.67 mixes it."""
PAIR = re.compile(r"light-dark\((#\w{6}), (#\w{6})\)")


def css(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


def parts(colour: str) -> list[float]:
    return [int(colour[at:to], 16) / 255 for at, to in pairwise((1, 3, 5, 7))]


def over(colour: str, opacity: float, back: str) -> str:
    """What is seen of a colour over another."""
    pairs = zip(parts(colour), parts(back), strict=True)
    mixed = [opacity * a + (1 - opacity) * b for a, b in pairs]
    return "#" + "".join(f"{round(255 * each):02x}" for each in mixed)


def luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts(colour)]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def backs(theme: str) -> dict[str, str]:
    """What text stands on: the page, its fields, the sidebar, its fields."""
    told = THEMES[theme]
    return {f"{place} {name}": part[name] for place, part in (("page", told), ("sidebar",
            told["sidebar"])) for name in ("backgroundColor", "secondaryBackgroundColor")}


def texts(theme: str) -> dict[str, str]:
    """Colours of words: the theme's own and those of our style sheets."""
    told = THEMES[theme]
    ours = {f"{path} {number}": pair[theme == "dark"] for path in ("ui/frame/frame.css",
            "ui/pitch/slide.css") for number, pair in enumerate(PAIR.findall(css(path)))}
    return {name: told[name] for name in ("textColor", "linkColor", "primaryColor")} | {
        name: colour for name, colour in ours.items() if colour not in ON_PRIMARY}


ON_PRIMARY = re.search(r"BaseButton-primary[^}]*light-dark\((#\w{6}), (#\w{6})\)",
                       css("ui/frame/frame.css")).groups()


def test_the_measure_is_the_one_of_the_standard():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_read_on_all_that_lies_behind_them(theme):
    low = {(text, back): round(contrast(colour, behind), 2)
           for text, colour in texts(theme).items() for back, behind in backs(theme).items()
           if contrast(colour, behind) < LEAST}
    assert not low


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_buttons_and_chosen_segments_read(theme):
    primary = THEMES[theme]["primaryColor"]
    assert contrast(ON_PRIMARY[theme == "dark"], primary) >= LEAST
    for back in backs(theme).values():
        assert contrast(primary, over(primary, TINT, back)) >= LEAST, back


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", ["ui/panel/panel.css", "ui/panel/tiles.css"])
def test_faint_words_of_figures_and_tiles_read(theme, path):
    told = THEMES[theme]
    for opacity in map(float, re.findall(r"opacity: (0\.\d+)", css(path))):
        seen = over(told["textColor"], opacity, told["backgroundColor"])
        assert contrast(seen, told["backgroundColor"]) >= LEAST, opacity


@pytest.mark.parametrize("theme", [0, 1])
def test_words_of_html_reports_read(theme):
    roots = re.findall(r":root[^{]*\{([^}]*)\}", css("reports/html/report.css"))
    told = dict(re.findall(r"--([\w-]+): (#\w{6})", roots[theme]))
    for text, behind in [*((name, back) for name in ("text", "quiet", "accent")
                           for back in ("back", "soft")), ("warn", "back"),
                         *((name, f"{name}-back") for name in ("green", "red", "gray"))]:
        assert contrast(told[text], told[behind]) >= LEAST, (text, behind)


def test_words_within_bars_read():
    for bar in (style.LOW_END, style.HIGH_END):
        assert contrast(INK, bar) >= LEAST
