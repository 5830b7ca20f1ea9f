"""Links carry whole scenarios, and damaged ones load what they can and say what they refuse."""

import base64
import json
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

import scenarios
from answers.help import refusal
from scenarios import Shared, link
from wording import LANGUAGES, Words

GOLDEN = Path(__file__).parents[1] / "golden"
PITCHED = scenarios.load("as_pitched").scenario


def packed(content: object) -> str:
    return base64.urlsafe_b64encode(zlib.compress(json.dumps(content).encode())).decode()


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.toml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("preset", ["as_pitched", "rotation"])
def test_any_scenario_survives_a_link_from_any_preset(path: Path, preset: str) -> None:
    scenario = scenarios.load(path).scenario
    text = link.encode(Shared(preset, scenario))
    assert link.decode(text) == (Shared(preset, scenario), [])
    assert len(text) < 4000


def test_a_changed_value_makes_a_short_link() -> None:
    text = link.encode(Shared("as_pitched", PITCHED.replace({"campaigns.main.sell_fee": 0.31})))
    assert len(text) < 120


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.toml")), ids=lambda path: path.stem)
def test_an_opened_document_survives_a_link_with_what_was_changed_since(path: Path) -> None:
    text = path.read_bytes() + b"\n[uncertainty]\nseed = 3\n"
    opened = Shared.opening(replace(scenarios.read(text, path.stem), titles={"zh": "客户甲"}))
    changed = replace(opened, scenario=opened.loaded.replace({"wallet.withdraw_share": 0.123}))
    found, problems = link.decode(link.encode(changed))
    assert not problems
    assert found.scenario == changed.scenario
    assert found.loaded == found.baseline == opened.loaded
    assert found.document.title("zh") == "客户甲"
    assert found.document.uncertainty == opened.document.uncertainty


def test_what_is_wrong_with_an_opened_document_is_told_and_the_rest_loaded() -> None:
    told = {"t": {"en": "x" * 500, "zh": 7}, "v": {"wallet.withdraw_share": 7}, "u": {"seed": "x"}}
    found, problems = link.decode(packed({"p": "as_pitched", "o": told}))
    assert {problem.field for problem in problems} == {
        "wallet.withdraw_share", "uncertainty.seed"}
    assert found.document.titles == {"en": "x" * 120}
    assert found.document.uncertainty is None
    assert found.scenario == PITCHED


def test_a_preset_is_opened_as_itself() -> None:
    assert Shared.opening(scenarios.load("rotation")) == Shared.of("rotation")


def test_a_removed_optional_value_stays_removed() -> None:
    scenario = scenarios.load("stop_gifting").scenario.replace({"campaigns.main.issue_days": None})
    assert link.decode(link.encode(Shared("stop_gifting", scenario)))[0].scenario == scenario


@pytest.mark.parametrize(
    "text",
    ["", "x", "====", "é", "AAAA", packed([1]), packed(3), packed({"p": 3}), packed({"p": "?"}),
     link.encode(Shared("rotation", PITCHED))[:-9], "A" * (link.LENGTH_LIMIT + 1),
     packed({"p": "as_pitched", "v": [1], "r": {"segments": []}}),
     packed({"p": "as_pitched", "r": {"campaigns": ["new", 4, None]}}),
     base64.urlsafe_b64encode(zlib.compress(b"[" * 10**6)).decode()],
)
def test_damaged_links_give_a_scenario_and_a_reason(text: str) -> None:
    shared, problems = link.decode(text)
    name, scenario = shared.preset, shared.scenario
    assert name in scenarios.preset_names()
    assert scenario.names()
    assert problems or scenario != PITCHED


def test_what_is_out_of_range_is_named_and_the_rest_loaded() -> None:
    asked = {
        "campaigns.main.sell_fee": 3, "campaigns.main.cap_multiple": 2.5, "zz": 1, "horizon": 5,
        "products.bundle.price": 1, "a.b.c": 4, "campaigns.main.issue_price": "<script>",
    }
    shared, problems = link.decode(packed({"p": "as_pitched", "v": asked}))
    refused = {problem.field for problem in problems}
    assert refused == set(asked) - {"campaigns.main.cap_multiple"}
    assert shared.scenario == PITCHED.replace({"campaigns.main.cap_multiple": 2.5})


HOSTILE = {
    "a bomb": b" " * 10**7 + b"{}",
    "deep lists": b'{"p":"as_pitched","v":{"horizon.days":' + b"[" * 900 + b"]" * 900 + b"}}",
    "deep tables": b'{"p":"as_pitched","v":{"horizon.days":' + b'{"a":' * 900 + b"1" + b"}" * 901
                   + b"}",
    "deeper than Python goes": b'{"p":' * 90_000,
    "a huge whole number": b'{"p":"as_pitched","v":{"horizon.days":' + b"9" * 4000 + b"}}",
    "more digits than Python reads": b'{"p":' + b"9" * 9000 + b"}",
    "no numbers": b'{"p":"as_pitched","v":{"horizon.days":NaN,"campaigns.main.sell_fee":-1e999}}',
    "half a letter": b'{"p":"\\ud800","v":{"\\udfff":"\\ud800"}}',
    "wrong types": b'{"p":{"a":1},"r":[1],"v":"x","b":[{}]}',
    "wrong types within": b'{"p":null,"r":{"campaigns":{"a":1},"segments":[[1]]},"v":{"a":[]}}',
    "thousands of unknown names": json.dumps(
        {"p": "as_pitched", "v": {f"a.b.x{place}": 1 for place in range(4000)}}).encode(),
    "a long name": json.dumps({"p": "as_pitched", "v": {"x" * 150_000: "y" * 40_000}}).encode(),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_links_are_refused_in_few_words(content: bytes) -> None:
    text = base64.urlsafe_b64encode(zlib.compress(content, 9)).decode()
    assert len(text) <= link.LENGTH_LIMIT
    shared, problems = link.decode(text)
    assert shared.scenario.names()
    assert 1 <= len(problems) <= link.REFUSALS_LIMIT + 1
    for problem in problems:
        told = [refusal(problem, Words(language)) for language in LANGUAGES]
        assert all(len(each.encode()) < 1000 for each in told)


def test_a_link_cannot_ask_for_more_than_fits() -> None:
    """600 campaigns of 600 segments over ten years would take ten gigabytes."""
    rows = [f"r{place}" for place in range(600)]
    asked = {"horizon.days": 3650} | {f"campaigns.{row}.start_day": 0 for row in rows} | {
        f"segments.{row}.share": 1 for row in rows}
    text = packed({"p": "rotation", "v": asked, "r": {"campaigns": rows, "segments": rows}})
    shared, problems = link.decode(text)
    assert shared.scenario == scenarios.load("rotation").scenario
    assert [problem.field for problem in problems] == ["campaigns"]


def test_a_link_too_long_is_refused_when_made() -> None:
    joins = [i * 1.2345678901 for i in range(3650)]
    scenario = PITCHED.replace({"growth.curve": "series", "growth.series": joins})
    with pytest.raises(ValueError, match="permitted is 16000"):
        link.encode(Shared("as_pitched", scenario))
