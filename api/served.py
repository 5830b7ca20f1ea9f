"""The API alone in one process or several, whose answers leave at once."""

import socket
from contextlib import suppress

import uvicorn
from uvicorn.supervisors import Multiprocess

APP = "api.alone:app"


class Config(uvicorn.Config):
    """Listens without Nagle's algorithm, which accepted sockets take over: head and body of an
    answer, which uvicorn writes apart, would wait 40 ms for each other's acknowledgement.
    """

    def bind_socket(self) -> socket.socket:
        """The socket to listen on."""
        found = super().bind_socket()
        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return found


def serve(host: str, port: int, workers: int) -> None:
    """Answer until it is stopped. Raises SystemExit where nothing can listen there."""
    config = Config(APP, host=host, port=port, workers=workers, log_level="warning",
                    server_header=False, proxy_headers=False)
    listening = [config.bind_socket()]
    with suppress(KeyboardInterrupt):
        if workers > 1:
            Multiprocess(config, sockets=listening).run()
        else:
            uvicorn.Server(config).run(listening)
