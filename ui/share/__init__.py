"""Handing over what is on screen: reports, pitches, the library."""
