"""The Method page holds what it says it holds, and says it in both languages."""

import re

import pytest

from model.terms.parameters import PARAMETERS
from tests.pages.screen import opened, texts_of
from wording import LANGUAGES

PARTS = ("equations", "parameters", "statements", "outside", "limits", "checks")
CHINESE = re.compile(r"[一-鿿]")
# Names of things that have no Chinese name, and of files and fields.
NAMES = re.compile(
    r"[a-z][\w.-]*\.(?:com|cc|cn|net|org)\b(?: [A-Z0-9]+)?|"
    r"`[^`]*`|\$\$[^$]*\$\$|\$[^$]*\$|:[\w-]+\[|NASDAQ|QTT|eCPM|AdMob|Statista|com|CDNOW|Fader|Hardie|Bass|"
    r"Artzrouni|Mathematical Social Sciences|NumPy"
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", PARTS)
def test_every_part_speaks_one_language(part, language):
    app = opened("understand/method", lang=language)
    app.container(key="method part").segmented_control[0].set_value(part).run()
    assert not app.exception
    assert not app.error
    foreign = CHINESE if language == "en" else re.compile(r"[A-Za-z]{3,}")
    for text in texts_of(app):
        assert not foreign.search(NAMES.sub("", text)), text


@pytest.mark.parametrize(("wanted", "count"), [("sell_fee", 1), ("手续费", 0), ("zzz", 0)])
def test_parameters_can_be_searched(wanted, count):
    app = opened("understand/method")
    app.container(key="method part").segmented_control[0].set_value("parameters").run()
    assert len(app.table[0].value) == len(PARAMETERS)
    app.container(key="parameters search").text_input[0].set_value(wanted).run()
    assert not app.exception
    assert len(app.table[0].value) == count if count else not app.table
