"""Every page in both languages for every preset, and what a reader can do to it."""

import json
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import answers
import scenarios
from answers import tiles
from model import readings, simulate
from scenarios import Shared
from tests.answers.test_tiles import tiles_of
from tests.more import long_after
from wording import LANGUAGES, Words

ROOT = Path(__file__).parents[2]
PAGES = ("overview", "price", "exits", "releases", "payouts", "treasury")
TEXTS = ("assumptions", "worked_example", "method", "glossary")
EN = Words("en")
FEE = "campaigns.main.sell_fee"
CHINESE = re.compile(r"[一-鿿]")
LATIN = re.compile(r"[A-Za-z]{3,}")
SAID_IN_LATIN = {"English", "CDNOW", "Bass"}


def opened(page: str = "overview", **query: str) -> AppTest:
    app = AppTest.from_file(ROOT / "app.py", default_timeout=120)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    return app if page == "overview" else turned(app, page)


def turned(app: AppTest, page: str) -> AppTest:
    section = "explore" if page in (*PAGES, "assumptions") else "understand"
    return app.switch_page(f"pages/{section}/{page}.py").run()


def figures(app: AppTest) -> list[dict]:
    """The cards in the panel, as the browser gets them."""
    return sent(app, "panel")["cards"]


def shown_tiles(app: AppTest) -> list[dict]:
    """The headline numbers, as the browser gets them."""
    return sent(app, "tiles")["tiles"]


def sent(app: AppTest, component: str) -> dict:
    """What a component of ours gets."""
    found = [e for e in app.get("bidi_component") if e.proto.component_name.endswith(component)]
    return json.loads(found[0].proto.json)


def check_unharmed(app: AppTest) -> None:
    assert not app.exception
    assert not app.error


def summary_of(scenario) -> dict[str, float]:
    return {name: float(v[0]) for name, v in readings.summary(simulate(scenario)).items()}


def tile_texts(app: AppTest) -> list[str]:
    return [tile["value"] for tile in shown_tiles(app)]


def expected_tiles(scenario, words=EN, page: str = "overview") -> list[str]:
    summary = summary_of(scenario)
    return [tiles.write(tile, summary[tile.reading], words) for tile in tiles_of(page, words)]


def spoken(app: AppTest) -> list[str]:
    """Every text on the page that a reader sees or hovers."""
    texts = [tile[part] for tile in shown_tiles(app) for part in ("label", "help", "baseline")]
    texts += [element.value for kind in (app.markdown, app.caption, app.title, app.warning)
              for element in kind]
    texts += [element.help for element in app.markdown]
    for kind in (app.slider, app.number_input, app.toggle, app.selectbox, app.button):
        texts += [element.label for element in kind]
    return [text for text in texts if text]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("preset", long_after(2, scenarios.preset_names()))
def test_every_page_shows_the_readings_of_every_preset(preset, language):
    scenario = scenarios.load(preset).scenario
    app = opened(s=scenarios.link.encode(Shared(preset, scenario)), lang=language)
    for page in PAGES:
        turned(app, page)
        check_unharmed(app)
        assert not app.warning
        assert tile_texts(app) == expected_tiles(scenario, Words(language), page)
        assert 2 <= len(figures(app)) <= 4
    for page in TEXTS:
        check_unharmed(turned(app, page))
        assert app.title[0].value == getattr(answers, page).question(Words(language))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("preset", long_after(1, ["rotation", "as_pitched"]))
def test_pages_speak_one_language(page, preset):
    link = scenarios.link.encode(Shared.of(preset))
    for text in spoken(opened(page, s=link, lang="en")):
        assert not CHINESE.search(text), text
    for text in spoken(opened(page, s=link, lang="zh")):
        foreign = set(LATIN.findall(re.sub(r":\w+\[", "[", text))) - SAID_IN_LATIN
        assert not foreign, text


def test_slider_moves_the_numbers_and_the_typed_entry():
    app = opened()
    app.container(key=FEE).slider[0].set_value(35.0).run().run()
    check_unharmed(app)
    changed = scenarios.load("as_pitched").scenario.replace({FEE: 0.35})
    assert tile_texts(app) == expected_tiles(changed)
    assert app.container(key=FEE).number_input[0].value == 35.0


def test_typed_entry_moves_the_slider_and_may_leave_its_range():
    app = opened()
    app.container(key=FEE).number_input[0].set_value(12.5).run().run()
    assert app.container(key=FEE).slider[0].value == 12.5
    app.container(key="campaigns.main.cap_multiple").number_input[0].set_value(8.0).run().run()
    check_unharmed(app)
    assert app.container(key="campaigns.main.cap_multiple").slider[0].value == 8.0
    changed = scenarios.load("as_pitched").scenario.replace(
        {FEE: 0.125, "campaigns.main.cap_multiple": 8.0}
    )
    assert tile_texts(app) == expected_tiles(changed)


def test_every_lever_moves_the_scenario_in_the_link():
    app = opened()
    for slider in list(app.slider):
        name = slider.key.split()[0]
        low = slider.min + round((slider.max - slider.min) / slider.step / 8) * slider.step
        app.container(key=name).slider[0].set_value(type(slider.value)(low)).run().run()
        check_unharmed(app)
        shared, problems = scenarios.link.decode(app.query_params["s"])
        assert not problems
        typed = app.container(key=name).number_input[0].value
        assert shared.scenario[name] in (pytest.approx(typed), pytest.approx(typed / 100))


def test_gifting_can_stop_and_last_for_ever():
    name = "campaigns.main.issue_days"
    app = opened()
    assert app.container(key=name).toggle[0].value
    app.container(key=name).toggle[0].set_value(False).run().run()
    app.container(key=name).slider[0].set_value(365).run().run()
    check_unharmed(app)
    stopped = scenarios.load("as_pitched").scenario.replace({name: 365})
    assert tile_texts(app) == expected_tiles(stopped)
    app.container(key=name).toggle[0].set_value(True).run().run()
    assert tile_texts(app) == expected_tiles(scenarios.load("as_pitched").scenario)


def test_levers_survive_page_switches():
    app = opened()
    app.container(key=FEE).slider[0].set_value(40.0).run().run()
    for page in ("price", "overview", "method", "price"):
        turned(app, page)
        assert app.container(key=FEE).slider[0].value == 40.0
        assert app.container(key=FEE).number_input[0].value == 40.0
    check_unharmed(app)


def test_loading_a_preset_resets_levers_and_baseline():
    app = opened()
    app.container(key=FEE).slider[0].set_value(40.0).run().run()
    app.container(key="preset").selectbox[0].set_value("stop_gifting").run()
    check_unharmed(app)
    assert app.container(key=FEE).slider[0].value == 20.0
    assert {tile["change"] for tile in shown_tiles(app)} == {""}
    assert tile_texts(app) == expected_tiles(scenarios.load("stop_gifting").scenario)


def test_reset_returns_to_the_loaded_scenario():
    app = opened()
    app.container(key=FEE).slider[0].set_value(40.0).run().run()
    app.button(key="reset").click().run()
    assert app.container(key=FEE).slider[0].value == 20.0
    assert tile_texts(app) == expected_tiles(scenarios.load("as_pitched").scenario)


def test_link_reopens_scenario_baseline_and_language():
    first = opened()
    first.container(key="preset").selectbox[0].set_value("stop_gifting").run()
    first.container(key=FEE).slider[0].set_value(40.0).run().run()
    first.container(key="language").segmented_control[0].set_value("zh").run()
    second = opened(**{name: first.query_params[name] for name in ("s", "lang")})
    check_unharmed(second)
    assert second.container(key=FEE).slider[0].value == 40.0
    assert second.container(key="preset").selectbox[0].value == "stop_gifting"
    assert tile_texts(second) == tile_texts(first)
    assert shown_tiles(second) == shown_tiles(first)
    assert second.title[0].value == first.title[0].value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["", "rubbish", "A" * 5000, "%%%", "中文"])
def test_damaged_link_is_told_and_the_rest_loaded(text, language):
    app = opened(s=text, lang=language)
    check_unharmed(app)
    assert app.warning
    assert tile_texts(app) == expected_tiles(scenarios.load("as_pitched").scenario, Words(language))
    app.button(key="dismiss refused").click().run()
    assert not app.warning


def test_unknown_language_in_a_link_falls_back_to_english():
    app = opened(lang="xx")
    check_unharmed(app)
    assert app.query_params["lang"] == "en"


def test_price_scale_outlives_page_and_language_switches():
    app = opened("price")
    app.container(key="price scale").segmented_control[0].set_value("linear").run()
    app.container(key="language").segmented_control[0].set_value("zh").run()
    app.switch_page("pages/explore/overview.py").run()
    app.switch_page("pages/explore/price.py").run()
    check_unharmed(app)
    assert app.container(key="price scale").segmented_control[0].value == "linear"


RESERVE = "products.bundle.commission_reserve"


@pytest.mark.parametrize("page", PAGES)
def test_impossible_settings_keep_the_last_good_result(page):
    app = opened(page)
    app.container(key=FEE).slider[0].set_value(30.0).run().run()
    good = tile_texts(app)
    app.container(key=RESERVE).number_input[0].set_value(900.0).run().run()
    check_unharmed(app)
    assert "Reserved for distribution" in app.warning[0].value
    assert "At most 600 CNY" in app.warning[0].value
    assert tile_texts(app) == good
    assert app.container(key=RESERVE).slider[0].value == 900.0


def test_impossible_settings_are_told_in_chinese_with_value_and_range():
    app = opened(lang="zh")
    app.container(key=FEE).number_input[0].set_value(150.0).run().run()
    check_unharmed(app)
    told = app.warning[0].value
    assert "卖出手续费" in told
    assert "150%" in told
    assert "允许范围" in told


def test_impossible_settings_can_be_put_back_or_repaired():
    app = opened()
    app.container(key=RESERVE).number_input[0].set_value(900.0).run().run()
    app.button(key="put back").click().run()
    assert not app.warning
    assert app.container(key=RESERVE).slider[0].value == 300.0
    app.container(key=RESERVE).number_input[0].set_value(900.0).run().run()
    app.container(key=RESERVE).slider[0].set_value(500.0).run().run()
    assert not app.warning
    changed = scenarios.load("as_pitched").scenario.replace({RESERVE: 500.0})
    assert tile_texts(app) == expected_tiles(changed)


def test_a_failure_shows_a_sentence_and_no_traceback(monkeypatch):
    app = opened()

    def fail(scenario):
        raise RuntimeError("the details")

    monkeypatch.setattr("ui.frame.page.results", fail)
    app.run()
    assert not app.exception
    assert "could not be drawn" in app.error[0].value
    assert "details" not in app.error[0].value.replace("the details are in", "")
