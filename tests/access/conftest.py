"""One server with sign-in on; its provider need not run, for these visitors bring cookies."""

from collections.abc import Iterator

import pytest

from tests.access.identity import secrets, section
from tests.browser.serving import Server, serving

NOBODY = "http://127.0.0.1:9"


@pytest.fixture(scope="session")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that lets in only who is signed in."""
    folder = tmp_path_factory.mktemp("guarded")
    with serving(folder, "app.py", *secrets(folder, section(NOBODY))) as server:
        yield server
