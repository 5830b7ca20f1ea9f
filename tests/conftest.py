"""What holds for all tests: none of them touches the library of whoever runs them."""

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def nobodys_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A folder for the library, in servers that tests start too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BACKSTOP_DATA", str(tmp_path_factory.mktemp("library")))
        patch.delenv("DATABASE_URL", raising=False)
        yield
