"""Texts about yuan are about the scenario's currency, and name it in every language."""

import re

import pytest

from scenarios import Shared, link, load, read, stages, write
from scenarios.documents import case_names
from scenarios.fields import Fields
from wording import LANGUAGES, Words
from wording.catalogue import translations
from wording.currencies import CURRENCIES, instead

YUAN = re.compile(r"\b[Yy]uan\b|CNY|¥|(?<![单位多美港欧])元(?!素)")


@pytest.mark.parametrize(("language", "told"), [
    ("en", "USD 1.5 M"), ("zh", "150万美元")])
def test_amounts_name_the_currency(language: str, told: str) -> None:
    words = Words(language, currency="USD")
    assert words.money(1.5e6) == told
    assert words.money(-1.5e6) == f"−{told}"
    assert words.in_yuan.money(1.5e6) == Words(language).money(1.5e6)


def test_no_text_of_the_catalogue_speaks_of_yuan_then() -> None:
    pairs = translations("zh")._catalog.items()  # type: ignore[attr-defined]
    texts = [each for pair in pairs for each in zip(pair, LANGUAGES, strict=True)
             if isinstance(each[0], str)]
    about = [each for each in texts if YUAN.search(each[0])]
    assert len(about) > 200
    assert not [each for each in about if YUAN.search(instead(each[0], "USD", each[1]))]


@pytest.mark.parametrize(("text", "told"), [
    ("Cash per yuan spent", "Cash per dollar spent"),
    ("Per 1,000 yuan of orders", "Per 1,000 dollars of orders"),
    ("Operating cash (yuan)", "Operating cash (dollars)"), ("Yuan", "Dollars"),
    ("CNY per point", "USD per point"), ("每1,000元订单", "每1,000美元订单"),
    ("单元格", "单元格"), ("4.16亿美元", "4.16亿美元"),
])
def test_the_word_is_the_currencys(text: str, told: str) -> None:
    language = "en" if text.isascii() else "zh"
    assert instead(text, "USD", language) == told


@pytest.mark.parametrize("name", case_names())
def test_a_case_keeps_its_currency_wherever_it_goes(name: str) -> None:
    document = load(name)
    shared = Shared.opening(document)
    assert shared.currency == document.currency in CURRENCIES
    again, problems = link.decode(link.encode(shared))
    assert not problems
    assert (again.currency, again.day_zero) == (document.currency, document.day_zero)
    assert read(write(document).encode(), name) == document
    stage = stages.stage_of(shared)
    read_again = stages.read(Fields(dict(stages.values_of(stage)), "stage", []))
    assert read_again is not None
    assert read_again.words("en").currency == document.currency
