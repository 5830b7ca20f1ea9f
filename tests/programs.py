"""Programs beside Python that some tests need."""

import os

import pytest


def needed(present: object, missing: str) -> None:
    """Skip a test that needs what this machine has not; in CI it fails."""
    if present:
        return
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)
