"""Rows of `modes` and the fields of their kinds; what is refused, by name."""

import pytest

import scenarios
from model import Scenario, ScenarioError
from model.terms.parameters import PARAMETERS
from model.terms.rows import with_row, without_row
from scenarios.templates import TEMPLATES, with_template
from wording import Words
from wording.names import row_name

PITCHED = scenarios.load("as_pitched").scenario
KINDS = PARAMETERS["modes.*.kind"].choices
OF_KINDS = [field for field, parameter in PARAMETERS.items() if parameter.kinds]


def mode(kind: str) -> Scenario:
    return with_row(PITCHED, "modes", "new").replace({"modes.new.kind": kind})


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_has_the_fields_of_its_kind_alone(kind: str) -> None:
    scenario = mode(kind)
    has = {name.rpartition(".")[2] for name in scenario.possible_names if name.startswith("modes.")}
    for field in (field for field in PARAMETERS if field.startswith("modes.*.")):
        kinds = PARAMETERS[field].kinds
        assert (field.rpartition(".")[2] in has) == (not kinds or kind in kinds), field


@pytest.mark.parametrize("field", OF_KINDS)
def test_a_field_of_another_kind_is_refused_by_name(field: str) -> None:
    other = next(kind for kind in KINDS if kind not in PARAMETERS[field].kinds)
    values = mode(other).values
    values["modes"]["new"][field.rpartition(".")[2]] = PARAMETERS[field].default or 5
    with pytest.raises(ScenarioError, match="has no such field") as refusal:
        Scenario.from_values(values)
    assert [problem.field for problem in refusal.value.problems] == [field.replace("*", "new")]


@pytest.mark.parametrize(("kind", "field", "value"), [
    ("rebate", "payout_multiple", 0.05), ("rebate", "pot_release_rate", 0.0),
    ("rebate", "claim_days", 0), ("chain", "pack_price", 0.0), ("chain", "leave_count", 11),
    ("chain", "leave_count", 1.5), ("chain", "recruiting_share", 0.0), ("draw", "winners", 10),
    ("draw", "group_size", 1), ("draw", "fund_release_rate", 0.0), ("resale", "yield_rate", 0.2),
    ("resale", "deposit_share", 101.0), ("presale", "stage_days", 0),
    ("presale", "stages_held", 21), ("presale", "first_target", 0.0), ("rebate", "kind", "ponzi"),
    ("rebate", "orders", "some"), ("chain", "shortfall", "pray"),
    ("rebate", "settlement_share", 1.1),
])
def test_values_that_are_not_permitted_are_refused_by_name(
    kind: str, field: str, value: object
) -> None:
    with pytest.raises(ScenarioError) as refusal:
        mode(kind).replace({f"modes.new.{field}": value})
    assert refusal.value.problems[0].field == f"modes.new.{field}"


def test_a_changed_kind_leaves_the_common_fields() -> None:
    queue = mode("rebate").replace({"modes.new.start_day": 30, "modes.new.payout_multiple": 2.0})
    draw = queue.replace({"modes.new.kind": "draw", "modes.new.winners": 4})
    assert (draw["modes.new.start_day"], draw["modes.new.winners"]) == (30, 4)
    assert "modes.new.payout_multiple" not in draw.possible_names
    assert without_row(draw, "modes", "new") == PITCHED


def test_a_copy_is_of_the_same_kind() -> None:
    twin = with_row(mode("presale"), "modes", "twin", "new")
    assert twin["modes.twin.kind"] == "presale"
    assert twin["modes.twin.stage_days"] == twin["modes.new.stage_days"]


@pytest.mark.parametrize("template", TEMPLATES)
def test_templates_have_their_trade_names(template: str) -> None:
    scenario = with_template(with_template(PITCHED, template), template)
    assert scenario.rows("modes") == (template, f"{template}_2")
    for field, value in TEMPLATES[template].items():
        assert scenario[f"modes.{template}.{field}"] == value
    for name in (name for name in scenario.names() if name.startswith(f"modes.{template}.")):
        field = name.rpartition(".")[2]
        if field not in TEMPLATES[template]:
            assert scenario[name] == PARAMETERS[f"modes.*.{field}"].default, name
    english, chinese = (row_name(Words(language), "modes", template) for language in ("en", "zh"))
    assert english != template
    assert chinese not in (template, english)
