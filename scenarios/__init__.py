"""Scenario documents: presets and files in, validated, out again; links; the command line."""

from scenarios import link
from scenarios.documents import Document, load, preset_names, read, write
from scenarios.shared import Shared

__all__ = ["Document", "Shared", "link", "load", "preset_names", "read", "write"]
