"""The pages that ask with their own controls speak the reader's language, for every preset."""

import re

import pytest

import scenarios
from scenarios import Shared
from tests.more import long_after
from tests.pages.screen import opened, texts_of

PAGES = ("goal_seek", "data_table", "uncertainty")
LATIN = re.compile(r"[A-Za-z]{3,}")
CHINESE = re.compile(r"[一-鿿]")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("preset", long_after(1, ["rotation", "as_pitched"]))
def test_pages_speak_one_language(page, preset):
    link = scenarios.link.encode(Shared.of(preset))
    for language, foreign in (("zh", LATIN), ("en", CHINESE)):
        app = opened(f"decide/{page}", s=link, lang=language)
        assert not app.exception
        assert not app.error
        labels = [element.label for kind in (app.main.selectbox, app.main.number_input,
                                             app.main.toggle) for element in kind]
        for text in [*texts_of(app), *labels]:
            assert not foreign.search(text), text
