"""Backstop's icon, as an address that holds the picture itself.

Streamlit fetches its own icons from the network, and files are served to nobody but who is signed
in.
"""

import base64
from pathlib import Path

DATA = "data:image/png;base64," + base64.b64encode(
    (Path(__file__).parent / "icon.png").read_bytes()).decode()
