"""The schema says of every name what the declarations say, and permits what they permit."""

import json

from model import Scenario, readings
from model.laws.series import DAILY
from model.terms.parameters import PARAMETERS, pattern
from scenarios.schema import described
from tests.model.rich_scenario import RICH
from wording import Words


def test_it_names_everything_and_is_json():
    found = described(Words("zh"))
    json.dumps(found, allow_nan=False)
    assert set(found["parameters"]) == set(PARAMETERS)
    assert set(readings.READINGS) < set(found["readings"])
    assert set(DAILY) < set(found["series"])


def test_a_scenario_lies_within_what_it_says():
    schemas = described(Words("en"))["parameters"]
    scenario = Scenario.from_values(RICH)
    kinds = {"number": (int, float), "integer": (int,), "string": (str,), "array": (tuple,),
             "null": (type(None),)}
    for name in scenario.names():
        schema, value = schemas[pattern(name)], scenario[name]
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        assert isinstance(value, tuple(kind for each in types for kind in kinds[each])), name
        if isinstance(value, int | float):
            assert schema.get("minimum", value) <= value <= schema.get("maximum", value), name
            assert schema.get("exclusiveMinimum", value - 1) < value, name
        if isinstance(value, str):
            assert value in [each["const"] for each in schema["oneOf"]], name
