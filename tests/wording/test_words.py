"""Words are decided once, in docs/words.md, and numbers and marks are written in one way."""

import re
from string import Formatter

import pytest

from wording import Words
from wording.catalogue import read
from wording.extraction import ROOT

HAN = "[\u3400-\u9fff]"
FULL = "，。：；！？、（）“”"
YEARS = range(1990, 2040)
NUMBER = re.compile(r"(?<![\w,.])\d{4,}(?![\d.])", re.ASCII)
NAMES = {"field", "nearest", "permitted", "reason", "file", "user", "provider", "command",
         "fingerprint", "format", "id", "source", "found"}  # fmt: skip
"""Placeholders that stand for Latin words; the others stand for numbers and names of ours."""
CITED = re.compile(r"[\w.-]+\.(?:com|cn|cc) \w+")
"""A page by its site and the site's own number, which is written as it stands there."""
TOKEN = re.compile(r"(?:\{[^}]*\}|\$[^$]*\$|`[^`]*`|[A-Za-z0-9_.,%\-–+^&/']*[A-Za-z0-9_%$^])+")


def texts():
    """Every message of the catalogue in English and in Chinese, plurals as one each."""
    for entry in read("zh"):
        if entry.id:
            english, chinese = (part if isinstance(part, tuple | list) else (part,)
                                for part in (entry.id, entry.string))
            yield " / ".join(english), " / ".join(chinese)


TEXTS = list(texts())


def forbidden():
    """Language and word of each entry in the last two columns of the tables."""
    for line in (ROOT / "docs" / "words.md").read_text("utf-8").splitlines():
        if line.startswith("|") and not line.startswith(("|---", "| not", "| English")):
            english, chinese = line.strip("|").split("|")[-2:]
            yield from ((0, word.strip()) for word in english.split(",") if word.strip())
            yield from ((1, word.strip()) for word in chinese.split(",") if word.strip())


FORBIDDEN = list(forbidden())


def test_the_tables_are_read():
    assert {(0, "beside"), (1, "杠杆"), (1, "基线")} <= set(FORBIDDEN)


@pytest.mark.parametrize(("language", "word"), FORBIDDEN)
def test_a_word_that_was_decided_against_stands_nowhere(language, word):
    wanted = word if language else rf"(?i)(?<!\w){re.escape(word)}(?!\w)"
    assert not [pair for pair in TEXTS if re.search(wanted, without_names(pair[language]))]


def without_names(text):
    """A text without the names of its placeholders, but for {id}, which words.md cites."""
    return re.sub(r"\{(?!id\})[^}]*\}", "{}", text)


@pytest.mark.parametrize("language", [0, 1])
def test_numbers_are_written_in_one_way(language):
    for pair in TEXTS:
        text = CITED.sub("", pair[language])
        assert not re.search(r"\d [%×](?! )", text), text
        assert not [n for n in NUMBER.findall(text) if int(n) not in YEARS], text


def test_chinese_numbers_stand_without_spaces_and_latin_words_with_them():
    wrong = [(text, spaced(text)) for _, text in TEXTS if text != spaced(text)]
    assert not wrong


def spaced(text):
    """A Chinese text with a space between Chinese letters and Latin words, none beside numbers."""
    parts, end = [], 0
    for token in TOKEN.finditer(text):
        parts += [text[end:token.start()], token.group()]
        end = token.end()
    parts.append(text[end:])
    for at in range(1, len(parts), 2):
        gap = " " if is_latin(parts[at]) else ""
        if re.search(HAN + " ?$", parts[at - 1]):
            parts[at - 1] = parts[at - 1].rstrip(" ") + gap
        if re.match(" ?" + HAN, parts[at + 1]):
            parts[at + 1] = gap + parts[at + 1].lstrip(" ")
    return "".join(parts)


def is_latin(token):
    """Whether a token holds letters, or stands for some."""
    names = {name for _, name, _, _ in Formatter().parse(token) if name} if "$" not in token else {}
    return bool(set(names) & NAMES or re.search(r"[A-Za-z_$`]", re.sub(r"\{[^}]*\}", "", token)))


def test_chinese_marks_are_full_width_and_no_space_follows_them():
    for _, text in TEXTS:
        assert not re.search(rf"{HAN}[,:;!?()]|[,;!?()]{HAN}", text), text
        assert not re.search(rf"[{FULL}] +[\w{{{FULL}]", text), text
        assert not re.search(rf"{HAN}…(?!…)", text), text


def test_slang_is_explained_and_not_used():
    assert [english for english, chinese in TEXTS if "接盘侠" in chinese] == [
        "Late entrant who bears the loss"]


def test_a_rate_a_day_is_written_as_each_language_says_it():
    share = Words("en")("{share} {unit}", share="2.25%", unit="per day")
    assert share == "2.25% per day"
    assert Words("zh")("{share} {unit}", share="2.25%", unit="每天") == "每天2.25%"
