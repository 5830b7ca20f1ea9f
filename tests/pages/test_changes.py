"""What was changed can be seen, undone, reverted, replayed, and held against any baseline."""

from streamlit.testing.v1 import AppTest

import scenarios
from answers import headlines
from answers.results import results
from scenarios import Shared
from tests.pages.test_pages import (
    FEE,
    check_unharmed,
    expected_tiles,
    opened,
    shown_tiles,
    tile_texts,
    tiles_of,
    turned,
)
from wording import Words

EN = Words("en")
PITCHED = scenarios.load("as_pitched").scenario
MARKET = "growth.market_size"
CURVE = "growth.curve"


def moved(app: AppTest, name: str, value: float) -> AppTest:
    """A slider move runs only the view; the second run shows the whole app again."""
    app.container(key=name).slider[0].set_value(value).run().run()
    check_unharmed(app)
    return app


def with_open(app: AppTest, popover: str) -> AppTest:
    app.session_state[popover] = True
    return app.run()


def reverts(app: AppTest) -> list[str]:
    """The listed changes that a button reverts one by one."""
    keys = [button.key for button in app.button]
    return [key for key in keys if key.startswith("revert ") and key != "revert all"]


def fee(app: AppTest) -> float:
    return app.container(key=FEE).slider[0].value


def deltas(scenario, baseline) -> list[str]:
    """The changes that the overview's tiles must show."""
    told = headlines.grouped(tiles_of("overview"), results(scenario), results(baseline), EN)
    return [tile["change"] for tile in told]


def shown_deltas(app: AppTest) -> list[str]:
    return [tile["change"] for tile in shown_tiles(app)]


def test_every_change_is_listed_with_before_and_after():
    app = with_open(moved(moved(opened(), FEE, 35.0), MARKET, 500000.0), "changes")
    told = " ".join(element.value for element in app.markdown)
    assert "20% →" in told
    assert "35%" in told
    assert "200,000 members →" in told
    assert set(reverts(app)) == {f"revert {FEE}", f"revert {MARKET}"}


def test_nothing_is_listed_before_anything_changes():
    app = with_open(opened(), "changes")
    assert not reverts(app)
    assert any("as loaded" in caption.value for caption in app.caption)


def test_one_change_is_reverted_and_the_others_stay():
    app = with_open(moved(moved(opened(), FEE, 35.0), MARKET, 500000.0), "changes")
    app.button(key=f"revert {FEE}").click().run()
    check_unharmed(app)
    assert fee(app) == 20.0
    assert tile_texts(app) == expected_tiles(PITCHED.replace({MARKET: 500000.0}))


def test_all_changes_are_reverted_at_once_and_undo_brings_them_back():
    app = with_open(moved(moved(opened(), FEE, 35.0), MARKET, 500000.0), "changes")
    app.button(key="revert all").click().run()
    assert fee(app) == 20.0
    assert tile_texts(app) == expected_tiles(PITCHED)
    app.button(key="undo").click().run()
    assert tile_texts(app) == expected_tiles(PITCHED.replace({FEE: 0.35, MARKET: 500000.0}))


def test_undo_and_redo_walk_through_every_step():
    app = moved(moved(moved(opened(), FEE, 25.0), FEE, 30.0), MARKET, 500000.0)
    seen = []
    for _ in range(3):
        app.button(key="undo").click().run()
        seen.append((fee(app), app.container(key=MARKET).slider[0].value))
    assert seen == [(30.0, 200000.0), (25.0, 200000.0), (20.0, 200000.0)]
    assert app.button(key="undo").disabled
    for _ in range(3):
        app.button(key="redo").click().run()
    assert fee(app) == 30.0
    assert app.button(key="redo").disabled
    changed = PITCHED.replace({FEE: 0.3, MARKET: 500000.0})
    assert tile_texts(app) == expected_tiles(changed)


def test_a_new_change_after_undo_forgets_what_was_undone():
    app = moved(opened(), FEE, 25.0)
    app.button(key="undo").click().run()
    assert app.button(key="redo").disabled is False
    assert moved(app, FEE, 40.0).button(key="redo").disabled


def test_loading_a_scenario_by_mistake_loses_nothing():
    app = moved(opened(), FEE, 35.0)
    app.container(key="preset").selectbox[0].set_value("rotation").run()
    app.button(key="undo").click().run()
    check_unharmed(app)
    assert app.container(key="preset").selectbox[0].value == "as_pitched"
    assert fee(app) == 35.0


def test_replay_shows_before_and_ends_with_after(monkeypatch):
    app = moved(opened(), FEE, 60.0)
    asked = []
    monkeypatch.setattr("ui.frame.page.REPLAY_SECONDS", 0)
    monkeypatch.setattr("ui.frame.page.results", lambda s: asked.append(s) or results(s))
    app.button(key="replay").click().run()
    check_unharmed(app)
    after = PITCHED.replace({FEE: 0.6})
    assert asked == [PITCHED, PITCHED, after, PITCHED]  # each time followed by the baseline
    assert tile_texts(app) == expected_tiles(after)


def test_a_lever_is_not_mixed_with_an_assumption():
    """Under today's assumptions only the fee counts, not the market that changed besides."""
    app = with_open(moved(moved(opened(), FEE, 35.0), MARKET, 500000.0), "baseline")
    changed = PITCHED.replace({FEE: 0.35, MARKET: 500000.0})
    assert shown_deltas(app) == deltas(changed, PITCHED)
    app.radio[0].set_value("assumptions").run().run()
    check_unharmed(app)
    assert shown_deltas(app) == deltas(changed, PITCHED.replace({MARKET: 500000.0}))
    assert shown_deltas(app) != deltas(changed, PITCHED)


def test_any_scenario_can_be_the_baseline():
    app = with_open(moved(opened(), FEE, 35.0), "baseline")
    app.button(key="pin").click().run().run()
    assert set(shown_deltas(app)) == {""}  # nothing stands beside its own baseline
    with_open(moved(app, FEE, 50.0), "baseline")
    pinned = PITCHED.replace({FEE: 0.35})
    assert shown_deltas(app) == deltas(PITCHED.replace({FEE: 0.5}), pinned)
    app.radio[0].set_value("stop_gifting").run().run()
    wanted = scenarios.load("stop_gifting").scenario
    assert shown_deltas(app) == deltas(PITCHED.replace({FEE: 0.5}), wanted)


def test_a_link_carries_the_baseline():
    pinned = PITCHED.replace({FEE: 0.35})
    changed = PITCHED.replace({FEE: 0.5})
    link = scenarios.link.encode(Shared("as_pitched", changed, "pinned", pinned))
    app = opened(s=link, lang="en")
    check_unharmed(app)
    assert shown_deltas(app) == deltas(changed, pinned)


def test_undo_leaves_the_baseline_alone():
    app = with_open(moved(opened(), FEE, 35.0), "baseline")
    app.radio[0].set_value("assumptions").run().run()
    app.button(key="undo").click().run()
    assert scenarios.link.decode(app.query_params["s"])[0].kind == "assumptions"


def test_show_its_control_leads_to_the_assumptions_where_no_lever_is():
    changed = PITCHED.replace({"platform.payment_fee": 0.01})
    app = opened(s=scenarios.link.encode(Shared("as_pitched", changed)), lang="en")
    with_open(app, "changes")
    app.button(key="jump platform.payment_fee").click().run()
    check_unharmed(app)
    assert app.title[0].value == "What is all this based on?"


def test_a_figure_that_cannot_be_drawn_in_place_is_drawn_as_usual():
    app = opened()
    assert not app.get("plotly_chart")
    app.session_state["choices"] = {"failed": True}
    app.run()
    check_unharmed(app)
    assert len(app.get("plotly_chart")) == 4
    assert len(app.get("download_button")) == 4
    texts = expected_tiles(scenarios.load("as_pitched").scenario)
    assert [metric.value for metric in app.metric] == texts
    assert not [e for e in app.get("bidi_component") if "panel" in e.proto.component_name]
    for page in ("price", "overview"):
        check_unharmed(turned(app, page))
