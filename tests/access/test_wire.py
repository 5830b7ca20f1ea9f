"""HTTP answers are not held back: what the server accepts sends at once."""

import socket
import weakref

import pytest

from ui.door.wire import answer_at_once


def nodelay(each: socket.socket) -> bool:
    return bool(each.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))


@pytest.mark.parametrize("bind", [("127.0.0.1", socket.AF_INET), ("::1", socket.AF_INET6)])
def test_accepted_connections_send_at_once(bind):
    address, family = bind
    with socket.socket(family) as listener, socket.socket(family) as caller:
        try:
            listener.bind((address, 0))
        except OSError:
            pytest.skip(f"no {address} here")
        listener.listen()
        assert answer_at_once() >= 1
        caller.connect(listener.getsockname())
        accepted, _ = listener.accept()
        with accepted:
            assert nodelay(accepted)
            assert not nodelay(caller)  # not one that waits for connections


def test_closed_and_other_sockets_are_let_be():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM):
        closed = socket.socket()
        closed.close()
        before = answer_at_once()
        assert answer_at_once() == before


class Gone:
    """What a proxy stood for."""


def test_what_cannot_be_asked_is_let_be():
    """A proxy of what is gone fails whatever it is asked."""
    held = [weakref.proxy(Gone())]
    assert answer_at_once() >= 0
    assert len(held) == 1
