"""Scenario documents: presets and files in, validated, out again; links; the command line."""

from scenarios import link
from scenarios.documents import Document, load, preset_names, read, write

__all__ = ["Document", "link", "load", "preset_names", "read", "write"]
