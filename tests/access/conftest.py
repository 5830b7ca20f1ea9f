"""One server with sign-in on; its provider need not run, for these visitors bring cookies."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.access.identity import secrets, section
from tests.browser.serving import Server, serving

NOBODY = "http://127.0.0.1:9"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of this folder in one worker: they share the server."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("access"))


@pytest.fixture(scope="session")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that lets in only who is signed in."""
    folder = tmp_path_factory.mktemp("guarded")
    with serving(folder, "app.py", *secrets(folder, section(NOBODY))) as server:
        yield server
