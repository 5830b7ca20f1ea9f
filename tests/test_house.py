"""The house rules that a reader would otherwise have to take on trust (style of the project).

Imports point one way, the model is a function of its scenario, Streamlit keeps to its modes, and
every declared parameter is documented and matters.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# What each part may import of the others; a part that is not named here may import any of them.
MAY_IMPORT = {
    "model": {"model"},
    "wording": {"wording", "model"},
    "scenarios": {"scenarios", "model", "wording"},
    "charts": {"charts", "scenarios", "model", "wording"},
    "ui": {"ui", "charts", "scenarios", "model", "wording"},
    "pages": {"ui", "charts", "scenarios", "model", "wording"},
    "reports": {"reports", "charts", "scenarios", "model", "wording"},
    "benchmarks": {"benchmarks", "model", "scenarios"},
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

LONGEST_FILE = 400
LONGEST_PAGE = 60


def tracked(pattern: str = "") -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", *([pattern] if pattern else [])],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [ROOT / name for name in listing.stdout.splitlines() if (ROOT / name).exists()]


def python_files(part: str) -> list[Path]:
    return sorted((ROOT / part).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, with its dots, wherever the import stands."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative import"
            yield node.module or ""


def called(path: Path) -> Iterator[tuple[str, ast.Call | None]]:
    """Every decorator's dotted name, with the call where it is one."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            for decorator in node.decorator_list:
                call = decorator if isinstance(decorator, ast.Call) else None
                yield ast.unparse(call.func if call else decorator), call


@pytest.mark.parametrize("part", sorted(MAY_IMPORT))
def test_imports_point_one_way(part: str) -> None:
    for path in python_files(part):
        ours = {name.split(".")[0] for name in imported(path)} & PARTS
        assert ours <= MAY_IMPORT[part], path


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
