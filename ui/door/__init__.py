"""The server: what happens at its start, and who is let in."""
