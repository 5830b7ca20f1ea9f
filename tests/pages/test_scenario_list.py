"""The list of scenarios in the sidebar holds presets, what was opened, and what is saved."""

import scenarios
from scenarios.documents import case_names
from tests.pages.library_screen import FEE, content
from tests.pages.screen import opened


def choice(app):
    return app.container(key="preset").selectbox[0]


def kept_as(kept, name: str, fee: float) -> str:
    """Save a scenario; returns the entry's id."""
    return kept.add("scenario", name, content(fee, name)).revision.entry_id


def test_what_is_saved_can_be_chosen_and_stands_there_once(kept):
    key = f"entry {kept_as(kept, 'Client A', 0.35)}"
    app = opened("explore/price")
    assert choice(app).options.count("Client A · saved") == 1
    choice(app).set_value(key).run().run()
    assert not app.exception
    assert app.container(key=FEE).slider[0].value == 35.0
    assert choice(app).value == key
    assert [text for text in choice(app).options if "Client A" in text] == ["Client A"]


def test_what_is_gone_meanwhile_is_told_and_nothing_changes(kept):
    entry_id = kept_as(kept, "Client B", 0.35)
    app = opened("explore/price")
    kept.bin(entry_id)
    kept.empty_bin([entry_id])
    choice(app).set_value(f"entry {entry_id}").run().run()
    assert not app.exception
    assert app.container(key=FEE).slider[0].value == 20.0
    assert app.container(key="refused")


def test_an_unusable_library_leaves_the_presets(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "sqlite:////proc/nowhere/library.sqlite3")
    app = opened("explore/price")
    assert not app.exception
    assert len(choice(app).options) == len(scenarios.preset_names()) + len(case_names())


def test_cases_stand_below_the_presets_and_open_like_them():
    app = opened("explore/price")
    presets = len(scenarios.preset_names())
    assert all(text.startswith("Case: ") for text in choice(app).options[presets:])
    choice(app).set_value("ponzi_1920").run().run()
    assert not app.exception
    assert choice(app).value == "ponzi_1920"
    assert choice(app).options.count("Case: Ponzi 1920, dollars") == 1
    assert app.title[0].value.startswith("There is no pool in this case")
    assert not app.metric
    shared, problems = scenarios.link.decode(app.query_params["s"])
    assert not problems
    assert (shared.currency, str(shared.day_zero)) == ("USD", "1919-12-26")
    app.switch_page("pages/explore/treasury.py").run()
    assert "USD" in app.title[0].value
    assert "December 1919" in app.title[0].value
