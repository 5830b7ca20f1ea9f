"""Texts that people type are shown letter by letter, whatever a page makes of Markdown."""

import re

import pytest

from wording.literal import WORD_JOINER, code, literal

SHOWN_AS_PICTURES = (r":material_(\w+):", ":streamlit:", r":[\w+-][\w+-]*:",
                     r"(^|\s)(<->|->|<-|--|>=|<=|~=)(\s|$)")
"""What Streamlit 1.67 replaces in the texts of a page, once all that is escaped is read."""


@pytest.mark.parametrize("text", [
    ":material/bolt: a", "a :material/bolt::material/home:", ":material_bolt:", "::material/a::",
    ":streamlit:", "x:streamlit:y", ":zap:", ":+1::-1:", "a -> b", "-- a <-> b <- c", ">= 3 <= ~=",
    "-- -- --", ":material/", "Fee: 15 %", "a:b", "12:30:05", ":::", "a:material/b:c",
])
def test_no_text_of_a_users_becomes_a_picture(text):
    source = literal(text).replace(":material/", ":material_")
    read = re.sub(r"\\([^a-zA-Z0-9\s])", r"\1", source)
    assert not any(re.search(each, read) for each in SHOWN_AS_PICTURES), read
    assert read.replace(WORD_JOINER, "") == text
    as_code = code(text).replace(":material/", ":material_")
    assert as_code.replace(WORD_JOINER, "").strip("`") == text


def test_a_plain_text_is_left_alone():
    for text in ("Fee: 15", "a:b", "10 % of a:b c", "x > y", "a-b"):
        assert WORD_JOINER not in literal(text)
