"""What every report brings along: Plotly's script, the font of the pages, both within the file."""

from __future__ import annotations

import base64
import gzip
import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

EMPTY = "window.Plotly = { react() {} }"
"""In place of Plotly where only the room that charts take matters."""

UPRIGHT = "static/static/media/SourceSansVF-Upright*.woff2"


@cache
def library() -> str:
    """Plotly's script as its Python package brings it."""
    return (_folder_of("plotly") / "package_data" / "plotly.min.js").read_text("utf-8")


@cache
def packed_library() -> str:
    """The same in a third of its size: gzip in base64, unpacked by the reader's browser."""
    return in_base64(gzip.compress(library().encode(), mtime=0))


@cache
def font() -> str:
    """The pages' font (WOFF2 in base64); empty where Streamlit keeps it elsewhere, for then the
    report is read in the next best one.
    """
    found = sorted(_folder_of("streamlit").glob(UPRIGHT))
    return in_base64(found[0].read_bytes()) if found else ""


def _folder_of(package: str) -> Path:
    """Where a package lies, found without loading it."""
    spec = find_spec(package)
    return Path(spec.origin or "").parent if spec else Path()


def in_base64(content: bytes) -> str:
    """Bytes as text that is markup in no language."""
    return base64.b64encode(content).decode()


def digest(script: str) -> str:
    """A script as a Content-Security-Policy names it."""
    return f"'sha256-{in_base64(hashlib.sha256(script.encode()).digest())}'"
