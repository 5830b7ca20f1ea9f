"""A pitch in an address: one of ours by its name, any other as compressed TOML."""

from __future__ import annotations

import base64
import binascii
import zlib
from dataclasses import replace

from model import ScenarioError
from model.terms.problems import problem
from scenarios.documents import SIZE_LIMIT
from scenarios.editions import FIRST
from scenarios.link import LENGTH_LIMIT
from scenarios.pitches import Pitch, load_pitch, pitch_names, read_pitch, write_pitch
from scenarios.versions import UNTOLD

PACKED = "~"
"""In front of a pitch that is not named but brought along; alone where it is too long for that."""

DAMAGED = "{field}: the address of this pitch is damaged or cut"
NOT_BROUGHT = "{field}: too long for an address; open it again where it was made or saved"
NO_SUCH = "{field} = {value}: there is no such pitch; permitted is {permitted}"


def encode(pitch: Pitch) -> str:
    """Short url-safe text of a pitch; PACKED alone where it gets longer than browsers pass on."""
    if pitch.name in pitch_names() and pitch == load_pitch(pitch.name):
        return pitch.name
    packed = zlib.compress(write_pitch(pitch).encode(), 9)
    text = PACKED + base64.urlsafe_b64encode(packed).decode().rstrip("=")
    return text if len(text) <= LENGTH_LIMIT else PACKED


def decode(text: str) -> Pitch:
    """The pitch of an address. Raises ScenarioError."""
    if not text.startswith(PACKED):
        if text not in pitch_names():
            names = " | ".join(pitch_names())
            raise ScenarioError([problem(NO_SUCH, "pitch", text[:80], permitted=names)])
        return load_pitch(text)
    pitch = read_pitch(_unpacked(text.removeprefix(PACKED)), "pitch", FIRST)
    return replace(pitch, model_version=pitch.model_version or UNTOLD)


def _unpacked(text: str) -> bytes:
    """The TOML of an address, of bounded size: a small address must not fill the memory."""
    if not text:
        raise ScenarioError([problem(NOT_BROUGHT, "pitch")])
    damaged = ScenarioError([problem(DAMAGED, "pitch")])
    if len(text) > LENGTH_LIMIT:
        raise damaged
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        inflater = zlib.decompressobj()
        plain = inflater.decompress(packed, SIZE_LIMIT)
    except (binascii.Error, zlib.error, ValueError) as error:
        raise damaged from error
    if not inflater.eof:
        raise damaged
    return plain
