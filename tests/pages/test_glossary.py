"""Every number of the product has a meaning, every word of the field a place."""


import pytest

from tests.pages.screen import opened, texts_of
from ui.understand.glossary import entries
from wording import LANGUAGES, Words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_searches_in_both_languages(language):
    app = opened("understand/glossary", lang=language)
    assert len(app.table) == len(entries(Words(language)))
    for wanted in ("托底池", "backstop pool"):
        app.container(key="glossary search").text_input[0].set_value(wanted).run()
        assert not app.exception
        assert any("托底池" in cell for cell in texts_of(app))
    app.container(key="glossary search").text_input[0].set_value("qqqq").run()
    assert not app.table
    assert "qqqq" in app.main.caption[-1].value
