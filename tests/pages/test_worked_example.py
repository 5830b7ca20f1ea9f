"""The worked example in words: every figure in one stage, every error named with its size."""

import re

import pytest

from answers import worked_example as answer
from tests.more import long_after
from tests.pages.screen import opened, texts_of
from ui.understand import example
from wording import LANGUAGES, Words

EN = Words("en")
PAGE = "understand/worked_example"


def test_a_sale_shows_what_it_changed_in_the_pool():
    app = opened(PAGE)
    app.container(key=example.STAGE).segmented_control[0].set_value("sale").run()
    assert [metric.value for metric in app.metric] == ["402.35", "210", "1.915966"]
    assert [metric.delta for metric in app.metric] == ["−197.65", "−147", "+0.235294"]
    assert "240" in app.warning[0].value


def test_a_reader_can_step_forth_and_back():
    app = opened(PAGE)
    titles = [app.subheader[0].value]
    for _ in range(len(answer.STAGES) - 1):
        app.button(key="stage next").click().run()
        assert not app.exception
        titles.append(app.subheader[0].value)
    assert titles == [EN(stage.title) for stage in answer.STAGES.values()]
    assert app.button(key="stage next").disabled
    app.button(key="stage back").click().run()
    assert app.subheader[0].value == titles[-2]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", long_after(3, answer.STAGES))
def test_every_stage_speaks_one_language(stage, language):
    app = opened(PAGE, lang=language)
    app.container(key=example.STAGE).segmented_control[0].set_value(stage).run()
    assert not app.exception
    assert not app.error
    foreign = re.compile(r"[一-鿿]") if language == "en" else re.compile(r"[A-Za-z]{3,}")
    for text in texts_of(app):
        assert not foreign.search(re.sub(r":material/\w+:", "", text)), text
