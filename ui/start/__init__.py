"""The way in: Start, and a scheme of one's own from a few questions."""
