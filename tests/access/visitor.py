"""A client without a browser: hears every message that a session is sent."""

import socket
import time
import urllib.error
import urllib.request

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.browser.serving import Server
from ui.session.navigation import SEEN

SEEN_BEFORE = f"{SEEN}=1"
"""Start is for those who come for the first time."""
PATIENCE_SECONDS = 60
"""A busy machine is slow, not wrong."""


def connected(
    server: Server, cookies: str = "", origin: str = "", host: str = ""
) -> ClientConnection:
    """An open web socket to a server, with the token that Streamlit's own page sends.

    `origin` is the site whose page asks for it, `host` the name by which the server is asked.
    """
    token = generate_xsrf_token_string()
    sent = "; ".join(filter(None, [f"{XSRF_COOKIE_NAME}={token}", SEEN_BEFORE, cookies]))
    return connect(
        f"ws://{host or f'127.0.0.1:{server.port}'}/_stcore/stream",
        sock=socket.create_connection(("127.0.0.1", server.port)),
        origin=Origin(origin or server.address), additional_headers={"Cookie": sent},
        subprotocols=[Subprotocol("streamlit"), Subprotocol(token)], max_size=None,
    )


def heard(server: Server, page: str = "", query: str = "", cookies: str = "") -> bytes:
    """Everything that the server sends to whoever opens a page; texts stand in it as UTF-8."""
    ask = BackMsg()
    ask.rerun_script.page_name, ask.rerun_script.query_string = page, query
    frames: list[bytes] = []
    deadline = time.monotonic() + PATIENCE_SECONDS
    with connected(server, cookies) as line:
        line.send(ask.SerializeToString())
        while not frames or not _is_the_end(frames[-1]):
            frames.append(bytes(line.recv(timeout=deadline - time.monotonic())))
    return b"".join(frames)


def _is_the_end(frame: bytes) -> bool:
    return ForwardMsg.FromString(frame).WhichOneof("type") == "script_finished"


def status(server: Server, path: str, cookies: str = "", method: str = "GET") -> int:
    """How the server answers a request."""
    request = urllib.request.Request(server.address + path, headers={"Cookie": cookies},
                                     method=method)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code
