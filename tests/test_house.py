"""The house rules that a reader would otherwise have to take on trust (style of the project).

Imports point one way, the model is a function of its scenario, Streamlit keeps to its modes, and
every declared parameter is documented and matters.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from model import Scenario, readings, simulate
from model.members import simulate_members, spread
from model.terms.controls import ALL as FIELDS_OF_CONTROLS
from model.terms.parameters import PARAMETERS, Parameter, pattern
from tests.model.controls.rich_controls import CONTROLS
from tests.model.rich_modes import MODES
from tests.model.rich_scenario import RICH
from wording import Words

ROOT = Path(__file__).parents[1]

# What each part may import of the others; a part that is not named here may import any of them.
BELOW_THE_CHARTS = {"scenarios", "analysis", "model", "wording"}
MAY_IMPORT = {
    "model": {"model"},
    "wording": {"wording", "model"},
    "analysis": {"analysis", "model"},
    "scenarios": {"scenarios", "analysis", "model", "wording"},
    "charts": {"charts", *BELOW_THE_CHARTS},
    "fit": {"fit", *BELOW_THE_CHARTS},
    "answers": {"answers", "charts", "fit", *BELOW_THE_CHARTS},
    "reports": {"reports", "answers", "charts", *BELOW_THE_CHARTS},
    "library": {"library", "scenarios", "model", "wording"},
    "ui": {"ui", "library", "reports", "answers", "charts", "fit", *BELOW_THE_CHARTS},
    "api": {"api", "library", "reports", "answers", "charts", "fit", *BELOW_THE_CHARTS},
    "commands": {"commands", "library", "reports", "answers", "charts", "fit", *BELOW_THE_CHARTS},
    "pages": {"ui", "reports", "answers", "charts", *BELOW_THE_CHARTS},
    "benchmarks": {
        "benchmarks", "analysis", "answers", "api", "fit", "model", "reports", "scenarios", "ui",
        "wording", "tests",
    },
}

# The rooms inside a part, lowest first: each may import those before it. What stands beside them
# (`model/compiled.py`) is for all, and what opens the part (`__init__`, `warm`) sees all.
ROOMS = {
    "model": ("terms", "modes", "laws", "cohorts", "people", "readings", "members"),
    "ui": ("door", "session", "panel", "frame", "assumptions", "members", "library", "decide",
           "report", "pitch", "understand", "start"),
}
PARTS = {path.name for path in ROOT.iterdir() if path.is_dir()} | {"app"}

# A model that knows the screen, the time or the machine is no function of its scenario.
FOREIGN_TO_THE_MODEL = {
    *("streamlit", "plotly", "pandas"),
    *("time", "datetime", "random", "secrets", "socket", "urllib", "http", "requests"),
}

# Keeps machine code on disk between starts; no result depends on it.
MACHINERY = ROOT / "model" / "compiled.py"

# Put together here, because the rule holds for this file too.
REGISTRIES = [".".join(name) for name in (("pypi", "org"), ("pythonhosted", "org"))] + [
    ".".join(name)
    for name in (("npmjs", "org"), ("npmjs", "com"), ("crates", "io"), ("anaconda", "org"))
]

# Who types `python -m scenarios` or `python -m library` is led to `commands/` and nowhere else.
DOORS = {ROOT / "scenarios" / "__main__.py", ROOT / "library" / "__main__.py"}
DOOR_LINES = 8

# Things that a call of the model may hand over by their place; kernels among themselves any number,
# and so many rows as there are.
BY_PLACE = 5
KERNELS = {"kernel", "bare", "inlined", "merged"}
OF_ROWS = {"of_the_world", "of_single_members"}

LONGEST_FILE = 400
LONGEST_PAGE = 60

# A statement of the source, S-1 to S-24, or an assumption with its reason.
SOURCE = re.compile(r"S-([1-9]|1\d|2[0-4])|ASSUMPTION: .{4,}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")

# What must be set besides for a field to take part at all.
WHERE_IT_MATTERS = {
    "growth.daily_joins": {"growth.curve": "constant"},
    "growth.growth_rate": {"growth.curve": "exponential"},
    "growth.peak_daily_joins": {"growth.curve": "exponential"},
    "growth.series": {"growth.curve": "series"},
    "referral.order_direct": {"referral.basis": "order"},
    "referral.order_indirect": {"referral.basis": "order"},
    "members.target_multiple": {"members.target_multiple": 0.45},
    "members.impatient_share": {"members.target_multiple": 0.45},
    "ad_points.expiry_days": {"ad_points.rule": "grant"},
    "payout_limit.unpaid": {"ad_points.rule": "balance"},
    "release_gate.min_growth": {"release_gate.min_growth": 0.05},
    "release_gate.measure": {
        "release_gate.min_growth": 0.04, "products.bundle.commission_reserve": 60.0},
    "campaigns.*.cap_payout": {f"campaigns.{row}.price_ceiling": None for row in RICH["campaigns"]},
    "campaigns.*.price_floor": {
        f"campaigns.{row}.{field}": value for row in RICH["campaigns"]
        for field, value in (("price_ceiling", None), ("price_floor", 3.0))},
    "team.levels.*.direct_referrals": {
        "team.levels.captain.team_volume": 3000.0, "team.levels.captain.direct_referrals": 2},
    "team.levels.*.team_volume": {
        "team.levels.captain.team_volume": 3000.0, "team.levels.captain.direct_referrals": 1},
    "team.equity_price": {
        "team.levels.captain.team_volume": 3000.0, "team.levels.captain.direct_referrals": 1},
}


@cache
def tree_of(path: Path) -> ast.Module:
    """A file, read once."""
    return ast.parse(path.read_text("utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """All that stands in it."""
    return tuple(ast.walk(tree_of(path)))


def tracked(pattern: str = "*") -> list[Path]:
    """The project's own files: what is not in a folder that the tools make."""
    made = {".venv", ".git", ".cache", ".hypothesis", "__pycache__"} | {
        f".{tool}_cache" for tool in ("mypy", "pytest", "ruff")
    }
    return [
        path for path in sorted(ROOT.rglob(pattern))
        if path.is_file() and not made.intersection(path.relative_to(ROOT).parts)
    ]


def python_files(part: str) -> list[Path]:
    return sorted((ROOT / part).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, with its dots, wherever the import stands."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative import"
            yield node.module or ""


def reached(path: Path) -> Iterator[str]:
    """As `imported`, but down to what is taken from a module, which may be a module itself."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def called(path: Path) -> Iterator[tuple[str, ast.Call | None]]:
    """Every decorator's dotted name, with the call where it is one."""
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef):
            for decorator in node.decorator_list:
                call = decorator if isinstance(decorator, ast.Call) else None
                yield ast.unparse(call.func if call else decorator), call


@pytest.mark.parametrize("part", sorted(MAY_IMPORT))
def test_imports_point_one_way(part: str) -> None:
    for path in set(python_files(part)) - DOORS:
        names = set(imported(path))
        assert {name.split(".")[0] for name in names} & PARTS <= MAY_IMPORT[part], path


@pytest.mark.parametrize("part", sorted(ROOMS))
def test_rooms_import_one_way(part: str) -> None:
    rooms = ROOMS[part]
    folders = {path.parent.name for path in (ROOT / part).glob("*/__init__.py")}
    assert folders == set(rooms)
    for place, room in enumerate(rooms):
        for path in python_files(f"{part}/{room}"):
            inside = {name.split(".")[1] for name in reached(path) if name.startswith(f"{part}.")}
            assert not inside & set(rooms[place + 1 :]), path


@pytest.mark.parametrize("path", sorted(DOORS), ids=lambda path: path.parent.name)
def test_a_door_leads_to_the_commands_and_nowhere_else(path: Path) -> None:
    assert {name.split(".")[0] for name in imported(path)} & PARTS == {"commands"}
    code = [line for line in path.read_text("utf-8").splitlines() if line]
    assert len(code) <= DOOR_LINES


def test_nothing_imports_a_page() -> None:
    for path in tracked("*.py"):
        assert "pages" not in {name.split(".")[0] for name in imported(path)}, path


def test_the_model_imports_nothing_foreign() -> None:
    for path in set(python_files("model")) - {MACHINERY}:
        foreign = {name.split(".")[0] for name in imported(path)} & FOREIGN_TO_THE_MODEL
        assert not foreign, path


def test_importing_the_model_loads_no_screen_library() -> None:
    script = "import sys, model; print({'streamlit', 'plotly', 'pandas'} & set(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert loaded.stdout.strip() == "set()"


def handed_by_place(node: ast.AST) -> Iterator[ast.Call]:
    """Calls outside kernels that hand over more than `BY_PLACE` things by their place."""
    for child in ast.iter_child_nodes(node):
        decorators = child.decorator_list if isinstance(child, ast.FunctionDef) else []
        if KERNELS.intersection(map(ast.unparse, decorators)):
            continue
        is_long = isinstance(child, ast.Call) and len(child.args) > BY_PLACE
        if is_long and ast.unparse(child.func) not in OF_ROWS:
            yield child
        yield from handed_by_place(child)


def test_the_model_hands_over_by_name() -> None:
    """Of six arrays in a row nobody sees that two are swapped."""
    for path in python_files("model"):
        calls = list(handed_by_place(tree_of(path)))
        assert not [f"{path}:{call.lineno}" for call in calls]


def records() -> set[str]:
    """Names of our classes whose fields are given to them: dataclasses and named tuples."""
    return {
        node.name
        for path in tracked("*.py") for node in nodes(path)
        if isinstance(node, ast.ClassDef) and (
            any("dataclass" in ast.unparse(each) for each in node.decorator_list)
            or "NamedTuple" in map(ast.unparse, node.bases))
    }


def test_records_are_filled_by_name() -> None:
    """The same elsewhere, of records with six fields and more."""
    known = records()
    for part in {*MAY_IMPORT} - {"model"}:
        for path in python_files(part):
            tree = tree_of(path)
            foreign = {name.name for node in nodes(path) if isinstance(node, ast.ImportFrom)
                       and str(node.module).partition(".")[0] not in MAY_IMPORT
                       for name in node.names}
            names = known - foreign
            assert not [f"{path}:{call.lineno}" for call in handed_by_place(tree)
                        if ast.unparse(call.func).rpartition(".")[2] in names]


def test_no_file_stands_directly_in_pages() -> None:
    """Such a file would put Streamlit in its old multipage mode, which skips `app.py`."""
    assert not list((ROOT / "pages").glob("*.py"))


def test_files_stay_short() -> None:
    for path in tracked("*.py"):
        limit = LONGEST_PAGE if path.is_relative_to(ROOT / "pages") else LONGEST_FILE
        assert len(path.read_text("utf-8").splitlines()) <= limit, path


def test_session_state_lives_in_one_module() -> None:
    users = {
        path.relative_to(ROOT).as_posix()
        for part in ("ui", "pages", "charts", "app.py")
        for path in ([ROOT / part] if part.endswith(".py") else python_files(part))
        if "session_state" in path.read_text("utf-8")
    }
    assert len(users) <= 1, users


def test_caches_are_bounded() -> None:
    for path in tracked("*.py"):
        for name, call in called(path):
            if name.endswith("cache_data"):
                keywords = {keyword.arg for keyword in call.keywords} if call else set()
                assert "max_entries" in keywords, path


def test_no_package_registry_is_named() -> None:
    for path in tracked():
        content = path.read_bytes()
        assert not [name for name in REGISTRIES if name.encode() in content], path


@pytest.mark.parametrize("parameter", PARAMETERS.values(), ids=list(PARAMETERS))
def test_every_parameter_is_documented(parameter: Parameter) -> None:
    assert SOURCE.fullmatch(parameter.source), parameter.source
    assert parameter.label.isascii()
    assert CHINESE.search(Words("zh").label(parameter))


@pytest.mark.parametrize("parameter", PARAMETERS.values(), ids=list(PARAMETERS))
def test_every_parameter_offers_what_it_permits(parameter: Parameter) -> None:
    if parameter.kind in ("number", "whole"):
        offered = {*(parameter.slider or ()), parameter.default} - {None}
        assert all(parameter.permits(value) for value in offered)
        assert parameter.step > 0
    if parameter.kind == "choice":
        assert parameter.default in parameter.choices


def others(parameter: Parameter, value: object) -> list[object]:
    """Every other choice; for a number or a series one other permitted value."""
    if parameter.kind == "choice":
        return [choice for choice in parameter.choices if choice != value]
    if parameter.kind == "series":
        return [tuple(2.0 * joins for joins in value)]
    lower = 0.8 * value if value else 0.1
    return [int(lower) if parameter.kind == "whole" else lower]


def figures(scenario: Scenario, individual: bool) -> np.ndarray:
    """Every daily figure and reading of a run in one row, NaN as a number; `individual`: of single
    members."""
    if individual:
        single = simulate_members(scenario, 400, 1)
        daily = [row[0] for row in single.run.daily.values()]
        return np.nan_to_num(np.hstack([*daily, *spread.summary(single).values()]), nan=-1)
    run = simulate(scenario)
    tables = (run.daily, readings.summary(run))
    return np.nan_to_num(np.hstack([row[0] for table in tables for row in table.values()]), nan=-1)


def differ(one: np.ndarray, other: np.ndarray) -> bool:
    """More than rounding could make them."""
    return one.shape != other.shape or not np.allclose(one, other, rtol=1e-9, atol=0.0)


@pytest.mark.parametrize("parameter", PARAMETERS.values(), ids=list(PARAMETERS))
def test_every_parameter_matters(parameter: Parameter) -> None:
    """In some row of its table each other choice, or another number, moves some figure."""
    modes = MODES if parameter.field.startswith("modes.") else {}
    controls = CONTROLS if parameter.field in FIELDS_OF_CONTROLS else {}
    eventful = Scenario.from_values({**RICH, "modes": modes, **controls}).replace(
        WHERE_IT_MATTERS.get(parameter.field, {}))
    names = [name for name in eventful.names() if pattern(name) == parameter.field]
    usual = figures(eventful, parameter.individual)
    assert any(
        all(
            differ(figures(eventful.replace({name: value}), parameter.individual), usual)
            for value in others(parameter, eventful[name])
        )
        for name in names
    )
