"""What holds for all tests: none touches the library of whoever runs them; which ones are slow."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.internal.conjecture import providers

from library import Library, Shelf
from tests.browser.chromium import CHROMIUM
from tests.programs import needed
from tests.reports import office

# Hypothesis mixes constants of whatever modules are imported by then into what it draws, so that a
# test would draw other examples beside other tests, and after any change of the program.
NO_CONSTANTS = providers.Constants()
providers._get_local_constants = lambda: NO_CONSTANTS

settings.register_profile("ours", derandomize=True, deadline=None, max_examples=40)
settings.load_profile("ours")

TESTS = Path(__file__).parent
SERVED = {"browser": "browser", "access": "slow"}
"""Folders whose tests share a server, and so a worker; how they are marked."""
NEEDED = {"chromium": "browser", "libreoffice": "office", "postgres": "postgres"}
"""How tests are marked that use these fixtures."""
SLOW = ("pages", "reports", "library")
"""Folders whose tests open pages, write whole reports, keep things in databases."""
DRAWN = ("analysis/test_conditions.py", "fit/test_shop.py", "model/test_conservation.py",
         "model/controls/test_conservation_controls.py", "model/modes/test_conservation_modes.py",
         "model/modes/test_order_by_order.py")
"""Files that try a law on many drawn scenarios."""
OPENS_A_PAGE = "test_opens.py"
"""Of tests/pages alone in `make check`."""


@pytest.fixture(scope="session", autouse=True)
def nobodys_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A folder for the library, in servers that tests start too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BACKSTOP_DATA", str(tmp_path_factory.mktemp("library")))
        patch.delenv("DATABASE_URL", raising=False)
        yield


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of this test's own."""
    monkeypatch.setenv("BACKSTOP_DATA", str(tmp_path))
    return tmp_path


@pytest.fixture
def kept(folder: Path) -> Iterator[Shelf]:
    """The library beside the page: what somebody else does, and what is really there."""
    opened = Library.open()
    yield opened.of("")
    opened.close()


@pytest.fixture(scope="session")
def chromium() -> None:
    """The browser of the tests, which PDFs are printed with too."""
    needed(CHROMIUM, "no Chromium on this machine (looked for chromium and google-chrome)")


@pytest.fixture(scope="session")
def libreoffice() -> None:
    """What reports are opened with, what reads its PDFs, the font that our files are set in."""
    needed(office.COMPLETE, "LibreOffice, poppler-utils or fonts-liberation is not installed")


@pytest.hookimpl(tryfirst=True)  # before pytest looks for marks, and xdist for groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests, and keep a file in one worker: what its tests share is then made once."""
    for item in items:
        place = item.path.relative_to(TESTS)
        for mark in marks_of(item, place):
            item.add_marker(mark)
        group = place.parts[0] if place.parts[0] in SERVED else place.as_posix()
        item.add_marker(pytest.mark.xdist_group(group))
    items.sort(key=turn)


def marks_of(item: pytest.Item, place: Path) -> set[str]:
    """By folder and by the fixtures that a test uses."""
    marks = {mark for folder, mark in SERVED.items() if place.parts[0] == folder}
    marks |= {mark for fixture, mark in NEEDED.items() if fixture in item.fixturenames}
    slow = place.as_posix() in DRAWN or (place.parts[0] in SLOW and place.name != OPENS_A_PAGE)
    return marks | ({"slow"} if slow else set())


def turn(item: pytest.Item) -> int:
    """Long files first, so that the workers end together: quick ones fill what is left."""
    marks = ("browser", "office", "slow")
    return next((place for place, mark in enumerate(marks) if item.get_closest_marker(mark)),
                len(marks))


@pytest.fixture(scope="session")
def short_draws(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of `draw` on the pitched terms over 400 days, with as many draws as are made live."""
    import scenarios
    from answers.draws import LIVE
    from commands.main import main

    out = tmp_path_factory.mktemp("draws")
    short = scenarios.load("as_pitched").scenario.replace({"horizon.days": 400})
    document = scenarios.Document("short", {}, {}, short)
    (out / "short.toml").write_text(scenarios.write(document), "utf-8")
    assert main(["draw", str(out / "short.toml"), "--draws", str(LIVE), "--out", str(out)]) == 0
    return out
