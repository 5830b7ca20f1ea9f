"""Of a database's address only host, port and name are told, wherever a secret may stand."""

import logging
import traceback

import pytest

from commands.library import main
from library import Library, LibraryError
from library.place import library_url
from tests.browser.serving import free_port

SECRET = "TopSecret9"
HIDDEN = "".join(f"%{ord(letter):02X}" for letter in SECRET)
ADDRESSES = [
    f"postgresql://me:{SECRET}@127.0.0.1:PORT/lib",
    f"postgresql://me:{HIDDEN}@127.0.0.1:PORT/lib",
    f"postgresql+psycopg://{SECRET}@127.0.0.1:PORT/lib",
    f"postgres://me@127.0.0.1:PORT/lib?password={SECRET}",
    f"postgresql://me@127.0.0.1:PORT/lib?password={HIDDEN}",
    f"postgresql://me@127.0.0.1:PORT/lib?sslpassword={SECRET}&sslkey=/x/{SECRET}",
    f"postgresql://me@127.0.0.1:PORT/lib?passfile=/x/{SECRET}",
    f"postgresql://me@127.0.0.1:PORT/lib?options=-c%20x.y%3D{SECRET}",
    f"postgresql://me@127.0.0.1:PORT/lib?password=a&{SECRET}=b",
    f"postgresql://me@127.0.0.1:PORT/lib?target_session_attrs={SECRET}",
    f"postgresql://me@127.0.0.1:PORT/lib?sslmode={SECRET}",
    f"postgresql://me@127.0.0.1:PORT/lib?hostaddr={SECRET}",
    f"postgresql://127.0.0.1:PORT/dbname=lib password={SECRET}",
    f"postgresql://127.0.0.1:PORT/lib%20password%3D{SECRET}",
    f"postgresql://me:p@{SECRET}@127.0.0.1:PORT/lib",
    f"postgresql://me:p/{SECRET}@127.0.0.1:PORT/lib",
    f"postgresql://me:{SECRET}@127.0.0.1:PORT",
    f"postgresql://me:{SECRET}@127.0.0.1:{SECRET}/lib",
    f"postgresql+{SECRET}://me:x@127.0.0.1:PORT/lib",
    f"host=127.0.0.1 password={SECRET}",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_part_that_may_hold_a_secret_is_told(
    address: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATABASE_URL", address.replace("PORT", str(free_port())))
    with caplog.at_level(logging.DEBUG), pytest.raises(LibraryError) as caught:
        Library.open(library_url())
    assert main(["list"]) == 2
    printed = "".join(traceback.format_exception(caught.value))
    chain: list[BaseException | None] = [caught.value]
    while chain[-1] is not None:
        chain.append(chain[-1].__cause__ or chain[-1].__context__)
    told = "\n".join([*map(str, chain), caplog.text, *capfd.readouterr(), printed])
    # The traceback quotes this test's source, not the address.
    assert SECRET not in told
    assert HIDDEN not in told


def test_host_port_and_name_are_told() -> None:
    port = free_port()
    url = library_url({"DATABASE_URL": f"postgresql://me:{SECRET}@127.0.0.1:{port}/lib"})
    with pytest.raises(LibraryError, match=f"127.0.0.1:{port}/lib cannot be reached"):
        Library.open(url)


def test_who_only_uses_a_server_is_not_told_its_place() -> None:
    url = library_url({"DATABASE_URL": f"postgresql://me@127.0.0.1:{free_port()}/lib"})
    with pytest.raises(LibraryError) as caught:
        Library.open(url, "this server")
    assert str(caught.value) == "library: the library at this server cannot be reached"
