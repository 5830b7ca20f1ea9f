"""A client without a browser: hears every message that a session is sent."""

import time
import urllib.error
import urllib.request

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME
from websockets.sync.client import ClientConnection, connect

from tests.browser.serving import Server

PATIENCE_SECONDS = 240
"""The first run on a machine compiles the model."""


def connected(server: Server, cookies: str = "", **headers: str) -> ClientConnection:
    """An open web socket to a server, with the token that Streamlit's own page sends."""
    token = generate_xsrf_token_string()
    sent = {"Cookie": "; ".join(filter(None, [f"{XSRF_COOKIE_NAME}={token}", cookies])), **headers}
    origin = sent.pop("Origin", server.address)
    return connect(
        f"ws://127.0.0.1:{server.port}/_stcore/stream", origin=origin, additional_headers=sent,
        subprotocols=["streamlit", token], max_size=None,
    )


def heard(server: Server, page: str = "", query: str = "", cookies: str = "") -> bytes:
    """Everything that the server sends to whoever opens a page; texts stand in it as UTF-8."""
    ask = BackMsg()
    ask.rerun_script.page_name, ask.rerun_script.query_string = page, query
    frames: list[bytes] = []
    deadline = time.monotonic() + PATIENCE_SECONDS
    with connected(server, cookies) as socket:
        socket.send(ask.SerializeToString())
        while not frames or not _is_the_end(frames[-1]):
            frames.append(bytes(socket.recv(timeout=deadline - time.monotonic())))
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
