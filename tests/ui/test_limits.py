"""A file that the server takes fits into the message that brings it."""

import tomllib
from pathlib import Path

from ui.session.opening import LIMIT

CONFIG = Path(__file__).parents[2] / ".streamlit" / "config.toml"


def test_the_largest_file_fits_into_a_message() -> None:
    """In base64, with its name and what else the page tells."""
    server = tomllib.loads(CONFIG.read_text("utf-8"))["server"]
    assert server["maxWidgetStateSize"] * 1_000_000 > LIMIT * 4 / 3 + 1_000_000
