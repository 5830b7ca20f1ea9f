"""Documents and links of older models open: what they could choose between is told, not refused."""

import base64
import json
import zlib
from pathlib import Path

import pytest

from commands.main import main
from model import Scenario, ScenarioError
from model.terms.retired import RETIRED
from scenarios import documents, link, load
from scenarios.pitches import load_pitch, read_pitch, write_pitch
from scenarios.uploads import read_upload

PITCHED = load("as_pitched")
FIELDS = list(RETIRED)


def old_document(orders: str, attention: str) -> bytes:
    """A whole document as version 1 wrote it."""
    added = f'[members]\norders = "{orders}"\nattention = "{attention}"\n'
    return documents.write(PITCHED).replace("[members]\n", added).encode()


def old_link(values: dict[str, object]) -> str:
    packed = zlib.compress(json.dumps({"p": "as_pitched", "v": values}).encode())
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def test_nothing_reads_them_any_more() -> None:
    assert not set(FIELDS) & set(PITCHED.scenario.possible_names)


def test_a_document_that_says_what_is_so_anyway_opens_quietly() -> None:
    found = documents.read(old_document("random", "random"), "old")
    assert found.scenario == PITCHED.scenario
    assert found.remarks == ()
    assert not any(name in documents.write(found) for name in ("orders =", "attention ="))


def test_a_document_that_says_otherwise_opens_and_says_so() -> None:
    found = documents.read(old_document("average", "random"), "old")
    assert found.scenario == PITCHED.scenario
    assert [remark.field for remark in found.remarks] == ["members.orders"]
    assert "no longer exists" in str(found.remarks[0])
    assert "permitted is random" in str(found.remarks[0])


@pytest.mark.parametrize("value", ["random", "average"])
def test_a_table_of_names_and_values_opens(value: str) -> None:
    rows = [f"{name},{shown}" for name, shown in PITCHED.scenario.flat.items()
            if not isinstance(shown, tuple)]
    table = "\n".join(["name,value", *rows, f"members.attention,{value}"])
    found = read_upload("old.csv", table.encode())
    assert found.scenario == PITCHED.scenario
    assert [remark.field for remark in found.remarks] == (
        [] if value == "random" else ["members.attention"])


def test_a_link_keeps_the_rest_and_tells_what_is_no_more() -> None:
    changed = {"campaigns.main.sell_fee": 0.35}
    for orders, told in (("random", []), ("average", ["members.orders"]), (7, ["members.orders"])):
        shared, problems = link.decode(old_link(changed | {"members.orders": orders}))
        assert shared.scenario == PITCHED.scenario.replace(changed)
        assert [problem.field for problem in problems] == told


def test_a_pitch_opens_whose_steps_say_it() -> None:
    text = write_pitch(load_pitch("pitched_terms"), whole=True)
    old = text.replace("scenario.members]\n", 'scenario.members]\norders = "random"\n')
    assert old != text
    assert read_pitch(old.encode(), "pitched_terms") == load_pitch("pitched_terms")


def test_what_is_typed_today_is_refused() -> None:
    with pytest.raises(ScenarioError, match="no longer exists"):
        Scenario.from_values(PITCHED.scenario.values | {"members": {"orders": "average"}})
    with pytest.raises(ScenarioError, match="no such field"):
        PITCHED.scenario.replace({"members.orders": "random"})


def test_the_command_line_says_what_no_longer_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "old.toml"
    file.write_bytes(old_document("average", "average"))
    assert main(["run", str(file), "--out", str(tmp_path / "out")]) == 0
    told = capsys.readouterr().err
    assert all(name in told for name in FIELDS)
