"""Fifty readers at once on one server: how long a lever takes, and that nobody sees another's."""

from __future__ import annotations

import asyncio
import json
import random
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from answers.results import results
from benchmarks import inputs
from tests.browser.screen import tile_texts
from tests.browser.serving import serving
from ui.session.navigation import SEEN

SESSIONS, PRESSES = 50, 30
THINK_SECONDS = 2.0
LEVER, LOWEST, STEP = "growth.market_size", 10_000, 10_000
DONE = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


@dataclass
class Session:
    """One reader's connection, which speaks Streamlit's protocol as the browser does.

    `page` and `slider` are what the server calls the page and the lever, `fragment` what moving
    the lever makes run; `tiles` are the numbers on show, by reading; `live` is how a hand on a
    lever asks.
    """

    socket: ClientConnection
    page: str = ""
    slider: str = ""
    fragment: str = ""
    tiles: dict[str, str] = field(default_factory=dict)
    live: dict[str, Any] = field(default_factory=dict)

    async def open(self) -> None:
        """Open the app."""
        await self.run(ClientState(query_string="lang=en"))

    async def move(self, setting: float) -> float:
        """Move the lever; seconds from sending it to the last message of the run."""
        state = ClientState(page_script_hash=self.page, fragment_id=self.fragment)
        state.query_string = "lang=en"
        moved = state.widget_states.widgets.add(id=self.slider)
        moved.double_array_value.data.append(setting)
        began = time.perf_counter()
        await self.run(state)
        return time.perf_counter() - began

    async def run(self, state: ClientState) -> None:
        """Have the script run, and read what it says until it is done; what is still said of a run
        before counts for nothing.
        """
        await self.socket.send(BackMsg(rerun_script=state).SerializeToString())
        begun = False
        while True:
            message = ForwardMsg.FromString(await self.socket.recv(decode=False))
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.page, begun = message.new_session.page_script_hash, True
            elif kind == "delta":
                self._draw(message.delta)
            elif kind == "script_finished" and begun and message.script_finished in DONE:
                return

    def _draw(self, delta: Delta) -> None:
        """Keep the few elements that matter here."""
        element = delta.new_element
        if element.bidi_component.component_name.endswith("tiles"):
            tiles = json.loads(element.bidi_component.json)["tiles"]
            self.tiles = {tile["reading"]: tile["value"] for tile in tiles}
        elif element.bidi_component.component_name.endswith("live"):
            self.live = json.loads(element.bidi_component.json)
        elif LEVER in element.slider.id:
            self.slider, self.fragment = element.slider.id, delta.fragment_id


@dataclass(frozen=True)
class Press:
    """What the lever was set to, the seconds until all was told, and the tiles as told."""

    setting: float
    seconds: float
    tiles: dict[str, str]


async def visit(session: Session, number: int) -> list[Press]:
    """Move the lever every two seconds, never to where another session has it."""
    await asyncio.sleep(random.Random(number).uniform(0, THINK_SECONDS))
    presses = []
    for turn in range(PRESSES):
        setting = float(LOWEST + STEP * number + STEP * SESSIONS * (turn % 3) + turn)
        took = await session.move(setting)
        presses.append(Press(setting, took, dict(session.tiles)))
        await asyncio.sleep(max(0.0, THINK_SECONDS - took))
    return presses


async def visits(address: str) -> list[list[Press]]:
    """All sessions on the server at that address: opened one by one, then at work together."""
    stream = address.replace("http", "ws") + "/_stcore/stream"
    sockets = [
        await connect(stream, subprotocols=["streamlit"], max_size=None,
                      additional_headers={"Cookie": f"{SEEN}=1"}) for _ in range(SESSIONS)
    ]
    sessions = [Session(socket) for socket in sockets]
    for session in sessions:
        await session.open()
    presses = await asyncio.gather(*map(visit, sessions, range(SESSIONS)))
    for socket in sockets:
        await socket.close()
    return presses


def check(press: Press) -> None:
    """Raises AssertionError if a session was told anything but the numbers of its own setting."""
    scenario = inputs.default().replace({LEVER: press.setting})
    own = tile_texts(results(scenario).summary)
    assert press.tiles == own, (press, own)


def figures() -> dict[str, float]:
    """50 sessions move a lever every two seconds: from the move to the last message of its run."""
    with TemporaryDirectory() as folder, serving(Path(folder)) as server:
        visited = asyncio.run(visits(server.address))
    for presses in visited:
        for press in presses:
            check(press)
    times = 1000 * np.array([press.seconds for presses in visited for press in presses])
    return {
        "sessions50_rerun_p50_ms": float(np.percentile(times, 50)),
        "sessions50_rerun_p95_ms": float(np.percentile(times, 95)),
    }
