"""Documents: read, validated, written again without loss; refusals name field, value, range."""

from pathlib import Path

import pytest

import scenarios
from answers.help import refusal
from model import Scenario, ScenarioError
from model.terms.parameters import declared
from model.terms.scenario import UNKNOWN_LIMIT
from scenarios.documents import SIZE_LIMIT, parsed
from wording import LANGUAGES, Words

GOLDEN = Path(__file__).parents[1] / "golden"
PITCHED = scenarios.load("as_pitched")


def refusals(changes: dict[str, object]) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        PITCHED.scenario.replace(changes)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("name", scenarios.preset_names())
def test_presets_have_texts_in_both_languages_and_survive_writing(name: str) -> None:
    document = scenarios.load(name)
    assert all(document.titles[language] and document.notes[language] for language in ("en", "zh"))
    again = scenarios.read(scenarios.write(document).encode(), name)
    assert again == document


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.toml")), ids=lambda path: path.stem)
def test_golden_documents_survive_writing(path: Path) -> None:
    document = scenarios.load(path)
    assert scenarios.read(scenarios.write(document).encode(), path.stem) == document


@pytest.mark.parametrize("name", scenarios.preset_names()[1:])
def test_presets_state_only_what_differs(name: str) -> None:
    text = (Path(scenarios.__file__).parent / "presets" / f"{name}.toml").read_text("utf-8")
    stated = sum("=" in line for line in text.splitlines()) - len(
        ("format", "base", "title", "title_zh", "note", "note_zh")
    )
    differing = scenarios.load(name).scenario.differences(PITCHED.scenario)
    own = [n for n, (here, there) in differing.items() if there is None or here is None]
    assert 1 <= stated <= len(differing)
    assert stated == len(differing) or own  # new rows take defaults for what they leave out


def test_the_pitched_preset_is_the_golden_scenario() -> None:
    assert PITCHED.scenario == scenarios.load(GOLDEN / "as_pitched.toml").scenario


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"campaigns.main.sell_fee": 1.0}, "campaigns.main.sell_fee = 1: permitted is 0 ≤ x < 1"),
        ({"wallet.withdraw_share": -0.1}, "wallet.withdraw_share = -0.1: permitted is 0 ≤ x ≤ 1"),
        ({"horizon.days": 20}, "horizon.days = 20: permitted is 30 ≤ n ≤ 3650"),
        ({"horizon.days": 90.5},
         "horizon.days = 90.5: a whole number is needed, 30 ≤ n ≤ 3650"),
        ({"campaigns.main.cap_multiple": float("nan")},
         "campaigns.main.cap_multiple = nan: a finite number is needed, 0.1 ≤ x ≤ 20"),
        ({"platform.payment_fee": "much"},
         "platform.payment_fee = much: a finite number is needed, 0 ≤ x ≤ 1"),
        ({"platform.payment_fee": True},
         "platform.payment_fee = True: a finite number is needed, 0 ≤ x ≤ 1"),
        ({"growth.curve": "bas"}, "growth.curve = bas: permitted is bass | constant | exponential "
         "| series; the nearest is bass"),
        ({"segments.loyal.retention_half_life": 0},
         "segments.loyal.retention_half_life = 0: permitted is 0 < x"),
        ({"products.bundle.price": 500},
         "products.bundle.price = 500: price less unit cost, platform margin and commission "
         "reserve leaves a contribution of -200; permitted is a price of at least 700"),
        ({"campaigns.main.initial_pool": 5.0}, "campaigns.main.initial_points = 0: initial_pool "
         "and initial_points are both zero or both positive; permitted is x > 0"),
        ({"campaigns.main.closing_boost": 9.0}, "campaigns.main.closing_boost = 9: times the "
         "largest gift share it makes 6.3; permitted is x ≤ 5"),
        ({"campaigns.main.sel_fee": 0.3}, "campaigns.main.sel_fee: there is no such field; the "
         "nearest known one is campaigns.main.sell_fee"),
        ({"segments.one_off.share": 0, "segments.occasional.share": 0, "segments.loyal.share": 0},
         "segments.one_off.share + segments.occasional.share + segments.loyal.share = 0: the "
         "weights need a positive sum"),
        ({"products.bundle.role": "wallet"},
         "products (role = enrolment): at least one is needed, there is none"),
        ({"growth.series": [1.0, -2.0]}, "growth.series[1] = -2: permitted is 0 ≤ x ≤ 1e+10"),
    ],
)
def test_refusals_name_field_value_and_range(changes: dict[str, object], message: str) -> None:
    assert message in refusals(changes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_number_beyond_all_floats_is_refused_in_words(language: str) -> None:
    """TOML and JSON hold whole numbers of any length; no range can be tested in floats then."""
    words = Words(language)
    with pytest.raises(ScenarioError) as caught:
        PITCHED.scenario.replace({"horizon.days": 10**400})
    told = refusal(caught.value.problems[0], words)
    assert words.label(declared("horizon.days")) in told
    assert "30 ≤ n ≤ 3650" in told


def test_every_refusal_is_reported_at_once() -> None:
    assert len(refusals({"horizon.days": 20, "wallet.spend_rate": 2.0})) == 2


@pytest.mark.parametrize("field", ["horizon.days", "campaigns.main.cap_multiple"])
def test_limits_themselves_are_permitted(field: str) -> None:
    from model.terms.parameters import declared

    for limit in (declared(field).low, declared(field).high):
        assert PITCHED.scenario.replace({field: limit})[field] == limit


def test_rounding_is_no_negative_contribution() -> None:
    """0.3 − 0.1 − 0.2 is −2.8e-17 in doubles and nothing in money."""
    prices = {"price": 0.3, "unit_cost": 0.1, "platform_margin": 0.2, "commission_reserve": 0.0}
    changed = {f"products.hot.{field}": value for field, value in prices.items()}
    assert PITCHED.scenario.replace(changed)["products.hot.price"] == 0.3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"[horizon\n", "x: not a TOML document"),
        (b"\xff\xfe", "x: not a TOML document"),
        (b"format = 2\n", "format = 2: permitted is 1"),
        (b'base = "nothing"\n', "base = nothing: permitted is as_pitched"),
        (b"surprise = 1\n", "surprise: there is no such field"),
        (b"horizon = 3\n", "horizon = 3: a table of fields is needed here"),
        (b"[segments]\nloyal = 3\n", "segments.loyal = 3: a table of fields is needed here"),
        (b'[segments."a b"]\nshare = 1\n', "segments.a b: an id has 1–40 letters"),
        (b"[horizon]\ndays = 90\n", "segments: at least one is needed, there is none"),
        (b"#" * (SIZE_LIMIT + 1), f"x: {SIZE_LIMIT + 1} bytes; permitted is n ≤ {SIZE_LIMIT}"),
        (b"a = " + b"1" * 5000, "x: not a TOML document: Exceeds the limit"),
        (b"a = " + b"[" * 17 + b"]" * 17, "x: tables or lists stand too deep"),
        (b"a = " + b"[" * 3000 + b"]" * 3000, "x: tables or lists stand too deep"),
        (b"a = " + b"{a = " * 3000 + b"1" + b"}" * 3000, "x: tables or lists stand too deep"),
        (b"a" + b".a" * 16 + b" = 1", "x: tables or lists stand too deep"),
        (b"[a" + b' . "a"' * 100_000 + b"]", "x: tables or lists stand too deep"),
        (b"b = {c = 1, 'a'" + b".a" * 400_000 + b" = 1}", "x: tables or lists stand too deep"),
    ],
)
def test_bad_documents(text: bytes, message: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        scenarios.read(text, "x")
    assert any(str(problem).startswith(message) for problem in caught.value.problems)


@pytest.mark.parametrize("deepest", ["a" + ".a" * 15 + " = 1", "a = " + "[" * 16 + "]" * 16])
def test_the_limit_of_depth_itself_is_permitted(deepest: str) -> None:
    assert parsed(deepest.encode(), "x")


@pytest.mark.parametrize(("head", "key"), [
    ("[horizon]", "surprise_{}"), ("", "surprise_{}"), ("", '"horizon.surprise_{}"'),
])
def test_a_document_of_unknown_names_is_refused_without_reading_it_all(head, key) -> None:
    many = "\n".join(f"{key.format(number)} = 1" for number in range(1000))
    with pytest.raises(ScenarioError) as caught:
        scenarios.read(f"{head}\n{many}".encode(), "x")
    told = [found for found in caught.value.problems if "surprise" in found.field]
    assert len(told) == UNKNOWN_LIMIT


def test_scenarios_are_frozen_and_compare_by_value() -> None:
    changed = PITCHED.scenario.replace({"campaigns.main.sell_fee": 0.3})
    assert PITCHED.scenario["campaigns.main.sell_fee"] == 0.2
    assert changed != PITCHED.scenario
    assert changed.differences(PITCHED.scenario) == {"campaigns.main.sell_fee": (0.3, 0.2)}
    assert changed.replace({"campaigns.main.sell_fee": 0.2}) == PITCHED.scenario
    assert hash(Scenario.from_values(PITCHED.scenario.values)) == hash(PITCHED.scenario)
    with pytest.raises(TypeError):
        changed.flat["campaigns.main.sell_fee"] = 0.9  # type: ignore[index]


def test_an_optional_field_can_be_removed() -> None:
    shorter = PITCHED.scenario.replace({"campaigns.main.issue_days": 10})
    assert shorter.replace({"campaigns.main.issue_days": None}) == PITCHED.scenario
