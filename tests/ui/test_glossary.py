"""Every number of the product has a meaning, every word of the field a place."""

import re

import pytest

import answers
import scenarios
from answers.readings import every, of_single_members
from answers.terms import TERMS, meaning
from model import readings, simulate
from scenarios.contents import PAGES
from ui.frame import search
from ui.understand.glossary import entries, pages_of_readings
from wording import LANGUAGES, Words

EN = Words("en")
CHINESE = re.compile(r"[一-鿿]")

# The field's own words, which a reader may meet elsewhere and look up here.
FIELD_WORDS = (
    "托底池", "积分", "增值积分", "广告积分", "发行价", "实时价格", "订单贡献金", "赠送比例",
    "铸造", "销毁", "释放", "回流", "封顶收益倍数", "强制卖出", "出局", "拨比", "控盘", "直推",
    "间推", "团队长", "级差", "平级", "区域代理", "报单产品", "复购专区", "爆款", "贡献分",
    "原始股", "财务宝", "轮换", "接盘侠", "崩盘",
)


def rows(words):
    return [entry for section in entries(words).values() for entry in section]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_asks_a_question(page):
    for language in LANGUAGES:
        assert getattr(answers, page).question(Words(language)).endswith(("?", "？"))


def test_every_number_of_the_summary_has_a_meaning():
    summary = readings.summary(simulate(scenarios.load("as_pitched").scenario))
    listed = {entry.meaning for entry in rows(EN)}
    assert {readings.find(name).help for name in summary} <= listed


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_headline_number_is_listed_with_its_help(language):
    listed = {entry.meaning for entry in rows(Words(language))}
    words = Words(language)
    assert {tile.help for tile in every(words) + of_single_members(words)} <= listed


def test_pages_show_headline_numbers_and_no_others():
    tiles = every(EN) + of_single_members(EN)
    assert set(pages_of_readings()) <= {tile.reading for tile in tiles}


def test_the_words_of_the_field_are_there():
    chinese = " ".join(entry.called[LANGUAGES["zh"].name] for entry in rows(Words("zh")))
    assert not [word for word in FIELD_WORDS if word not in chinese]


def test_every_word_stands_in_all_languages_and_has_a_meaning():
    for entry in rows(Words("zh")):
        assert list(entry.called) == [each.name for each in LANGUAGES.values()]
        assert entry.called["English"].isascii(), entry
        assert CHINESE.search(entry.called["简体中文"]), entry
        assert CHINESE.search(entry.meaning), entry
        assert entry.pages, entry


def test_no_word_is_explained_twice():
    for language in LANGUAGES:
        names = [entry.called[LANGUAGES[language].name] for entry in rows(Words(language))]
        assert len(names) == len(set(names)), sorted(n for n in names if names.count(n) > 1)


def test_a_term_gives_its_sentence_to_helps():
    assert meaning("coverage", Words("en")) == TERMS["coverage"].meaning
    assert CHINESE.search(meaning("coverage", Words("zh")))
    with pytest.raises(KeyError):
        meaning("no such word", Words("en"))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("", 2), ("pool", 1), ("POOL account", 1), ("池", 1), ("pool wallet", 0), ("nothing", 0)],
)
def test_a_search_finds_rows_that_hold_all_its_words(wanted, found):
    table = [{"word": "Backstop pool 托底池", "meaning": "An account"}, {"word": "Burn 销毁"}]
    assert len(search.matching(table, wanted)) == found
