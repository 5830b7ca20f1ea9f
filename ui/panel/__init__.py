"""The panel: a figure that the browser keeps alive, so that a new run only moves its lines.

`st.plotly_chart` builds its figure anew on every rerun and forgets the zoom.
"""

from pathlib import Path

import plotly
import streamlit as st
from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Route

from charts.figure import Figure
from wording import Words

LIBRARY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
ADDRESS = f"/backstop/plotly-{plotly.__version__}.js"
FAILED = "failed"


async def _serve(_request: Request) -> FileResponse:
    """Plotly's own script as its Python package brings it; the address names the version."""
    lasting = {"Cache-Control": "public, max-age=31536000, immutable"}
    return FileResponse(LIBRARY, media_type="text/javascript", headers=lasting)


ROUTE = Route(ADDRESS, _serve)


def _part(name: str) -> str:
    return (Path(__file__).parent / name).read_text("utf-8")


_mount = st.components.v2.component(
    "backstop_panel", html=_part("panel.html"), css=_part("panel.css"), js=_part("panel.js"),
    isolate_styles=False,  # Plotly keeps its styles in the page, where no shadow root sees them
)


def draw(figure: Figure, title: str, alt: str, key: str, words: Words, on_failure) -> None:
    """Draw a figure in place; `on_failure` is called if the browser could not."""
    _mount(
        key=key, on_failed_change=on_failure,
        data={
            "figure": figure.drawn(), "title": title, "alt": alt, "file": f"backstop-{key}",
            "library": ADDRESS,
            "labels": {"csv": words("Download the data"), "png": words("Download the picture")},
        },
    )
