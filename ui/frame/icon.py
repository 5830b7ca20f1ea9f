"""Backstop's icon, as an address that holds the picture itself.

Streamlit fetches its own icons from the network, and files are served to nobody but who is signed
in.
"""

import base64
from pathlib import Path

DATA = "data:image/png;base64," + base64.b64encode(
    (Path(__file__).parent / "icon.png").read_bytes()).decode()

WORDMARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 150 32" height="32">'
    f'<image href="{DATA}" width="26" height="26" y="3"/>'
    '<text x="34" y="23" font-family="sans-serif" font-size="21" font-weight="650" '
    'fill="#2F86CC">Backstop</text></svg>'
)
"""The icon and the name, in a blue that can be read on both themes."""
