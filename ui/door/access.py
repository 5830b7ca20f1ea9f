"""Who may come in: everybody, unless sign-in is configured; then those whom a provider knows.

Sign-in is on exactly where Streamlit's secrets hold a section `auth`. Secrets that cannot be read
or lack something keep the door shut, and say what is wrong.
"""

import functools
import hashlib
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from streamlit import config
from streamlit.errors import StreamlitSecretNotFoundError

from wording import mark

SECTION = "auth"
DEFAULT = "default"
"""What Streamlit calls the provider whose fields stand in the section itself."""
SHARED_FIELDS = ("redirect_uri", "cookie_secret")
CLIENT_FIELDS = ("client_id", "client_secret", "server_metadata_url")
CALLBACK = "/oauth2callback"
SECRET_LETTERS = 32
"""Whoever guesses the secret of the cookies can sign in as anybody."""
LIFETIME_SECONDS = 12 * 3600
"""Of a sign-in; Streamlit's cookie alone would last a month, also for who left the team."""
SKEW_SECONDS = 300
"""By which the provider's clock may be ahead of ours."""

UNREADABLE = mark("The file of secrets cannot be read. It must be TOML in UTF-8.")
ABSENT = mark("There is no file of secrets where the setting {field} says.")
NOT_A_TABLE = mark("{field} must be a table of fields.")
MISSING = mark("{field} is missing or empty; a text is needed.")
TOO_SHORT = mark("{field} has {value} letters; permitted is {permitted} or more.")
NO_CALLBACK = mark("{field} must be Backstop's address with {permitted} at its end.")
NOT_SECURE = mark("{field} must begin with https:// (for this machine alone, http:// will do).")
BAD_NAME = mark("{field}: the name of a provider must not contain _.")

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_ended: dict[str, float] = {}
"""Sign-ins that a sign-out ended, and until when their cookies, which may have been copied, would
be accepted.
"""


@dataclass(frozen=True)
class Fault:
    """What is wrong with the secrets. `template` is English and a translation key."""

    template: str
    details: Mapping[str, Any]

    def __str__(self) -> str:
        return self.template.format(**self.details)


@dataclass(frozen=True)
class Settings:
    """Whether sign-in is on, with which providers, and what keeps it from working; `https`:
    whether that is how browsers come in, as the address says to which they return.
    """

    on: bool = False
    providers: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    https: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class User:
    """Somebody who is signed in; all empty where sign-in is off.

    `id` is made of issuer and subject, which no provider gives to another person: an e-mail or a
    name may change hands.
    """

    id: str = ""
    name: str = ""
    email: str = ""


@functools.cache
def settings() -> Settings:
    """How this server lets people in; read once, for a door must not open while it is repaired."""
    try:
        secrets = st.secrets.to_dict()
    except StreamlitSecretNotFoundError:
        return _without_secrets()
    except (OSError, UnicodeError):
        return Settings(True, faults=(_fault(UNREADABLE, SECTION),))
    return checked(secrets[SECTION]) if SECTION in secrets else Settings()


def _without_secrets() -> Settings:
    """Open if nobody meant to have secrets; a file that is broken or lost shuts the door."""
    if any(_exists(path) for path in config.get_option("secrets.files")):
        return Settings(True, faults=(_fault(UNREADABLE, SECTION),))
    if config.is_manually_set("secrets.files"):
        return Settings(True, faults=(_fault(ABSENT, "secrets.files"),))
    return Settings()


def _exists(path: str) -> bool:
    try:
        with open(path, "rb"):
            return True
    except FileNotFoundError:
        return False
    except OSError:
        return True


def checked(section: object) -> Settings:
    """Settings from the section `auth`."""
    if not isinstance(section, Mapping):
        return Settings(True, faults=(_fault(NOT_A_TABLE, SECTION),))
    providers = _providers(section)
    faults = [*_shared_faults(section)]
    for provider in providers:
        faults += _client_faults(provider, section)
    https = str(section.get("redirect_uri", "")).lower().startswith("https:")
    return Settings(True, providers, tuple(faults), https)


def _providers(section: Mapping[str, Any]) -> tuple[str, ...]:
    """Names of the tables within the section; the section itself if it describes a client."""
    named = tuple(name for name, value in section.items()
                  if isinstance(value, Mapping) and name != "client_kwargs")
    alone = not named or any(field in section for field in CLIENT_FIELDS)
    return (*(DEFAULT,) * alone, *(name for name in named if name != DEFAULT or not alone))


def _shared_faults(section: Mapping[str, Any]) -> Iterator[Fault]:
    yield from _empty(section, SHARED_FIELDS, SECTION)
    secret, address = section.get("cookie_secret"), section.get("redirect_uri")
    if isinstance(secret, str) and 0 < len(secret) < SECRET_LETTERS:
        yield _fault(TOO_SHORT, f"{SECTION}.cookie_secret", value=len(secret),
                     permitted=SECRET_LETTERS)
    if isinstance(address, str) and address:
        if not address.endswith(CALLBACK):
            yield _fault(NO_CALLBACK, f"{SECTION}.redirect_uri", permitted=CALLBACK)
        yield from _insecure(address, f"{SECTION}.redirect_uri")


def _client_faults(provider: str, section: Mapping[str, Any]) -> Iterator[Fault]:
    within = section.get(provider, section) if provider == DEFAULT else section[provider]
    place = SECTION if within is section else f"{SECTION}.{provider}"
    if "_" in provider:
        yield _fault(BAD_NAME, place)
    yield from _empty(within, CLIENT_FIELDS, place)
    address = within.get("server_metadata_url")
    if isinstance(address, str) and address:
        yield from _insecure(address, f"{place}.server_metadata_url")


def _empty(table: Mapping[str, Any], fields: tuple[str, ...], place: str) -> Iterator[Fault]:
    for name in fields:
        value = table.get(name)
        if not isinstance(value, str) or not value.strip():
            yield _fault(MISSING, f"{place}.{name}")


def _insecure(address: str, field: str) -> Iterator[Fault]:
    try:
        parts = urlsplit(address)
    except ValueError:
        yield _fault(NOT_SECURE, field)
        return
    if parts.scheme != "https" and (parts.scheme != "http" or parts.hostname not in LOOPBACK):
        yield _fault(NOT_SECURE, field)


def _fault(template: str, field: str, **details: object) -> Fault:
    return Fault(template, {"field": field} | details)


def admitted() -> bool:
    """Whether this session may see anything but the page to sign in on."""
    now = settings()
    return not now.on or (not now.faults and known(st.user.to_dict()))


def known(claims: Mapping[str, Any]) -> bool:
    """Whether these claims, out of a cookie of ours, still make somebody signed in."""
    issued = claims.get("iat")
    if claims.get("is_logged_in") is not True or not isinstance(issued, int | float):
        return False
    if not all(isinstance(claims.get(name), str) and claims[name] for name in ("iss", "sub")):
        return False
    age = time.time() - issued
    return -SKEW_SECONDS <= age < LIFETIME_SECONDS and _sign_in(claims) not in _ended


def user() -> User:
    """Who is signed in; the empty user where sign-in is off. Raises PermissionError for a
    stranger.
    """
    if not settings().on:
        return User()
    if not admitted():
        raise PermissionError("nobody is signed in")
    return person(st.user.to_dict())


def person(claims: Mapping[str, Any]) -> User:
    """The user whom a provider's claims describe."""
    email = _text(claims, "email")
    name = _text(claims, "name") or _text(claims, "preferred_username") or email
    return User(_digest(claims["iss"], claims["sub"]), name or claims["sub"], email)


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    return value if isinstance(value, str) else ""


def _sign_in(claims: Mapping[str, Any]) -> str:
    """Tells one sign-in of one user from all others."""
    return _digest(claims["iss"], claims["sub"], str(claims["iat"]))


def _digest(*parts: str) -> str:
    # Lengths in front: no two lists of parts may read the same.
    told = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def end(claims: Mapping[str, Any]) -> tuple[str, float]:
    """Admit nobody by these claims any more; returns which sign-in that is, and until when its
    cookie would have been accepted.
    """
    until = claims["iat"] + LIFETIME_SECONDS
    learn({_sign_in(claims): until})
    return _sign_in(claims), until


def learn(ended: Mapping[str, float]) -> None:
    """Take sign-ins, with the times until when that matters, for ended."""
    for sign_in, until in list(_ended.items()):
        if time.time() >= until:
            _ended.pop(sign_in, None)
    _ended.update(ended)
