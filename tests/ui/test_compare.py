"""What is compared: steps that add up, rows that one lacks, opened files and their titles."""

import pytest

import scenarios
from analysis import compare as analysis
from answers import compare as answer
from answers import outcomes
from scenarios import Shared
from scenarios.uploads import UPLOAD_LIMIT
from ui.decide import chosen, compare
from ui.session import document
from ui.session.upload import File
from wording import Words

EN = Words("en")
PITCHED = scenarios.load("as_pitched").scenario


def test_the_steps_of_a_split_add_up_when_some_are_put_together():
    one, other = PITCHED, scenarios.load("rotation").scenario
    found = compare.split(one, other, "lowest_cash")
    tile = outcomes.tile("lowest_cash", EN)
    entries = {"a": chosen.Entry("A", one), "b": chosen.Entry("B", other)}
    (trace,) = compare._waterfall(entries, "a", "b", found, tile, EN).data
    start, *steps, end = trace["x"]
    assert len(steps) >= 3
    assert start + sum(steps) == pytest.approx(end, rel=1e-12)
    assert len(set(trace["y"])) == len(trace["y"])


def test_a_row_that_one_lacks_is_switched_whole_and_called_by_its_name():
    found = compare.split(PITCHED, scenarios.load("rotation").scenario, "lowest_cash")
    labels = [compare.part_label(part, EN) for part in found.parts]
    assert "second campaign as a whole" in labels


def taken(monkeypatch, *files) -> dict:
    """Choices of the session after opening files."""
    kept: dict = {}
    monkeypatch.setattr(chosen.state, "current", lambda: None)
    monkeypatch.setattr(chosen, "entries", lambda view: {})
    monkeypatch.setattr(chosen, "first", lambda view, known: ["now"])
    monkeypatch.setattr(chosen.state, "chosen", kept.get)
    monkeypatch.setattr(chosen.state, "choose", kept.__setitem__)
    chosen.take(list(files))
    return kept


def file(name: str, text: str | None, size: int = 10) -> File:
    return File(name, size, None if text is None else text.encode())


def test_opened_files_are_chosen_and_bad_ones_told(monkeypatch):
    kept = taken(
        monkeypatch, file("good.toml", 'base = "rotation"'), file("bad.toml", "not toml"),
        file("wrong.toml", 'base = "as_pitched"\n[platform]\nfixed_cost = -1\n'),
        file("big.toml", None, UPLOAD_LIMIT + 1),
    )
    assert list(kept[chosen.FILES]) == ["good.toml"]
    assert kept[chosen.FILES]["good.toml"].scenario == scenarios.load("rotation").scenario
    assert kept[chosen.CHOSEN] == ["now", "file good.toml"]
    told = [problem.field for problem in kept[chosen.REFUSED]]
    assert told == ["bad", "platform.fixed_cost", "big.toml"]


def test_what_is_on_screen_can_be_saved_and_opened_again():
    changed = PITCHED.replace({"campaigns.main.sell_fee": 0.35})
    for scenario in (PITCHED, changed):
        view = type("View", (), {"shared": Shared("as_pitched", scenario), "scenario": scenario})
        again = scenarios.read(scenarios.write(document.on_screen(view)).encode(), "again")
        assert again.scenario == scenario
        assert again.title("zh").endswith(" *") == (scenario is changed)


def test_the_same_title_twice_is_told_apart():
    entries = chosen._told_apart({"a": chosen.Entry("Mine", PITCHED),
                                  "b": chosen.Entry("Mine", PITCHED)})
    assert [entry.title for entry in entries.values()] == ["Mine", "Mine (2)"]


def test_a_change_too_small_for_the_usual_digits_gets_more():
    tile = outcomes.tile("recovered_multiple", EN)
    split = analysis.Decomposition("recovered_multiple", 0.404, 0.406, (
        analysis.Part(("campaigns.main.sell_fee",), 0.002),))
    told = answer.verdict(split, ("A", "B"), tile, ["Sell fee"], EN)
    assert told == ("Money back per yuan spent: ¥0.41 in “B” against ¥0.40 in “A”. “Sell fee” "
                    "brings the largest part, +¥0.0020.")
