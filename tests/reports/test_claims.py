"""A report's promises: the verdicts of the page, in its words and colours."""

import pytest

import scenarios
from analysis.claims import VERDICTS
from answers import claims as answer
from answers import promises
from charts.claims import COLOURS
from reports.blocks import Paragraph, Table
from reports.claims import section
from reports.pptx.deck import verdict_colours
from reports.pptx.texts import clean
from wording import LANGUAGES, Words

ROTATION = scenarios.load("rotation").scenario


@pytest.mark.parametrize("language", LANGUAGES)
def test_verdicts_have_one_word_and_one_colour_on_page_and_slide(language):
    words = Words(language)
    made = section(ROTATION, scenarios.load("as_pitched").scenario, False, words)
    (table,) = made.of(Table)
    claims, tints = promises.tested(ROTATION), verdict_colours(words)
    assert len(set(tints.values())) == len(VERDICTS)
    for claim, row in zip(claims, table.rows, strict=True):
        cell = row[words("Verdict")]
        assert cell == words(VERDICTS[claim.verdict])
        assert tints[clean(cell)] == COLOURS[claim.verdict]
        share = row[words("Part kept")]
        assert (share == words.percent(claim.kept)) if claim.promise.counted and (
            claim.verdict != "untested") else share in ("", words.percent(claim.kept))
    assert made.of(Paragraph)[0].text == answer.verdict(claims, words)
