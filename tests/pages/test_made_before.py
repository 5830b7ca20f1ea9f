"""What another version of the model made opens with a word on whose numbers came with it."""


import pytest

from model import MODEL_VERSION
from scenarios import Shared, link
from tests.pages.screen import opened
from tests.pages.test_pitch_address import at
from tests.scenarios.test_editions import LINKS

OLD = LINKS["links"]["changed values"]["link"]
SAYS = {"en": "This was made with model version 1.0.0.", "zh": "这是用模型版本1.0.0生成的。"}


def notices(app) -> list[str]:
    return [each.value for each in app.main.warning if "1.0.0" in each.value]


@pytest.mark.parametrize("language", SAYS)
def test_an_old_link_tells_both_versions_until_it_is_understood(language: str) -> None:
    app = opened("explore/price", s=OLD, lang=language)
    (told,) = notices(app)
    assert told.startswith(SAYS[language])
    assert MODEL_VERSION in told
    app.button(key="dismiss made with").click().run()
    assert not notices(app)
    shared, problems = link.decode(app.query_params["s"])
    assert not problems
    assert link.made_with(app.query_params["s"]) == MODEL_VERSION
    assert shared.scenario["campaigns.main.sell_fee"] == 0.31


def test_a_link_of_today_tells_nothing() -> None:
    assert not notices(opened("explore/price", s=link.encode(Shared.of("rotation")), lang="en"))


def test_an_old_pitch_address_tells_it_at_the_desk_and_before_the_audience() -> None:
    address = LINKS["pitch"]["link"]
    assert notices(at("share/pitch", pitch=address))
    slides = at("share/present", pitch=address)
    assert [each.value for each in slides.toast if "1.0.0" in each.value]
    assert not slides.main.warning
