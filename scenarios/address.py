"""Where others open Backstop: what links and QR codes in slides and reports lead to."""

import os
import re
from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlencode, urlsplit

from model import ScenarioError
from model.terms.problems import problem
from scenarios import link
from scenarios.shared import Shared
from wording import mark

VARIABLE = "BACKSTOP_ADDRESS"
WRONG = mark("{field} is {value}; it must be the address at which others open Backstop, such as "
             "{permitted}")
EXAMPLE = "https://backstop.example.com"

_WHOLE = re.compile(r"https?://[^\s/?#@]+(?:/[^\s?#]*)?")


def public(environment: Mapping[str, str] = os.environ) -> str:
    """The address that BACKSTOP_ADDRESS names, without a slash at its end; empty where it is not
    set. Raises ScenarioError for what is no address, or is this machine's own.
    """
    told = environment.get(VARIABLE, "").strip()
    if told and (not _WHOLE.fullmatch(told) or is_local(told)):
        raise ScenarioError([problem(WRONG, VARIABLE, told, permitted=EXAMPLE)])
    return told.rstrip("/")


def is_local(address: str) -> bool:
    """Whether an address leads whoever follows it to their own machine, or nowhere."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        _ = parts.port  # out of range: nowhere
    except ValueError:
        return True
    if host in ("", "localhost") or host.endswith(".localhost"):
        return True
    try:
        found = ip_address(host)
    except ValueError:
        return False
    found = getattr(found, "ipv4_mapped", None) or found
    return found.is_loopback or found.is_unspecified


def scenario_link(root: str, shared: Shared, language: str) -> str:
    """The address that opens a scenario below `root`; empty without one, or where the scenario is
    too long for a link.
    """
    try:
        return f"{root}/?{urlencode({'s': link.encode(shared), 'lang': language})}" if root else ""
    except ValueError:
        return ""
