"""The app opens and answers: the one test of a page that `make check` runs."""

import scenarios
from tests.pages.test_pages import CHINESE, check_unharmed, expected_tiles, opened, tile_texts
from wording import Words


def test_language_switch_changes_words_and_no_number():
    app = opened()
    assert app.title[0].value.endswith("outside.")
    app.container(key="language").segmented_control[0].set_value("zh").run()
    check_unharmed(app)
    assert CHINESE.search(app.title[0].value)
    assert app.query_params["lang"] == "zh"
    assert tile_texts(app) == expected_tiles(scenarios.load("as_pitched").scenario, Words("zh"))
