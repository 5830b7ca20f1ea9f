"""The third door: the same answers for other programs, over HTTP."""
